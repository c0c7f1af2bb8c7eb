using System.Globalization;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Folders;

/// <summary>A source whose bundles are the files of a folder.</summary>
/// <param name="Spec">The specification as configured. Its text is the source's id.</param>
/// <param name="Folder">The full path of the folder.</param>
/// <param name="Pattern">The pattern of file names.</param>
internal sealed record BundleFolder(SourceSpec Spec, string Folder, string Pattern)
{
    // That of URLs (RFC 9562 §6.6), since the name of a source mostly is one.
    private static readonly Guid Namespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    public string Id { get; } = Spec.ToString();

    /// <summary>The bundles and their files, by id.</summary>
    /// <exception cref="RepositoryException">The folder cannot be read.</exception>
    public IReadOnlyList<(BundleFqid Bundle, string Path)> List()
    {
        try
        {
            return [.. new DirectoryInfo(Folder).EnumerateFiles(Pattern).Select(f => (FqidOf(f), f.FullName)).OrderBy(b => b.Item1.Uuid, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RepositoryException("SOURCE_NOT_READABLE", $"The folder of the source '{Id}' cannot be listed: {e.Message}", e);
        }
    }

    // The name of the source keeps files of the same name in different folders apart.
    private BundleFqid FqidOf(FileInfo file) => new(
        Uuid5.Of(Namespace, $"{Spec.Name}/{file.Name}").ToString(),
        file.LastWriteTimeUtc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
}
