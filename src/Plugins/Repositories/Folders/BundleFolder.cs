using System.Globalization;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Folders;

/// <summary>A source whose bundles are the files of a folder. Safe for concurrent use.</summary>
/// <param name="spec">The specification as configured. Its text is the source's id.</param>
/// <param name="folder">The full path of the folder.</param>
/// <param name="pattern">The pattern of file names.</param>
internal sealed class BundleFolder(SourceSpec spec, string folder, string pattern)
{
    // That of URLs (RFC 9562 §6.6), since the name of a source mostly is one.
    private static readonly Guid Namespace = new("6ba7b811-9dad-11d1-80b4-00c04fd430c8");

    private Dictionary<string, FileInfo> latest = [];

    public string Id { get; } = spec.ToString();

    public SourceSpec Spec => spec;

    /// <summary>The bundles by id.</summary>
    /// <exception cref="RepositoryException">The folder cannot be read.</exception>
    public IReadOnlyList<BundleFqid> ListAgain()
    {
        try
        {
            var files = new DirectoryInfo(folder).EnumerateFiles(pattern).ToDictionary(f => UuidOf(f));
            Volatile.Write(ref latest, files);
            return [.. files.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => new BundleFqid(f.Key, VersionOf(f.Value)))];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RepositoryException("SOURCE_NOT_READABLE", $"The folder of the source '{Id}' cannot be listed: {e.Message}", e);
        }
    }

    /// <summary>The file of a version of a bundle.</summary>
    /// <exception cref="BundleException">There is no such bundle, or its file has been written since.</exception>
    /// <exception cref="RepositoryException">The folder cannot be read.</exception>
    public FileInfo Find(BundleFqid bundle)
    {
        if (!Volatile.Read(ref latest).ContainsKey(bundle.Uuid))
            ListAgain();
        if (!Volatile.Read(ref latest).TryGetValue(bundle.Uuid, out var listed))
            throw new BundleException("BUNDLE_NOT_FOUND", bundle, null, $"no file in '{folder}' holds it");
        var file = new FileInfo(listed.FullName);
        return file.Exists && VersionOf(file) == bundle.Version
            ? file
            : throw new BundleException("BUNDLE_NOT_FOUND", bundle, file.Name, file.Exists ? $"the file holds version {VersionOf(file)}" : "the file is gone");
    }

    // The name of the source keeps files of the same name in different folders apart.
    private string UuidOf(FileInfo file) => Uuid5.Of(Namespace, $"{spec.Name}/{file.Name}").ToString();

    private static string VersionOf(FileInfo file) => file.LastWriteTimeUtc.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture);
}
