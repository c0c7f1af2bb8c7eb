using System.IO.Enumeration;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>The bundle files of one kind in a folder. Files that changed since are read again. Safe for concurrent use.</summary>
internal sealed class CannedFolder(string path, string kind, IReadOnlyList<string> include, IReadOnlyList<string> exclude)
{
    private readonly Lock listing = new();
    private Dictionary<string, (CannedFile File, long Size, DateTime Changed)> known = [];

    public string Kind => kind;

    public string PathOf(CannedFile file) => Path.Combine(path, file.Name);

    /// <summary>The files, by name.</summary>
    /// <exception cref="RepositoryException">The folder cannot be read.</exception>
    public IReadOnlyList<CannedFile> List()
    {
        lock (listing)
        {
            try
            {
                known = Files().ToDictionary(f => f.Name, f => (Read(f), f.Length, f.LastWriteTimeUtc));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new RepositoryException("CANNED_FOLDER_UNREADABLE", $"The folder '{path}' of canned bundles cannot be listed: {e.Message}", e);
            }
            return [.. known.Values.Select(k => k.File).Where(f => f.Kind is null || f.Kind == kind).OrderBy(f => f.Name, StringComparer.Ordinal)];
        }
    }

    private IEnumerable<FileInfo> Files() => new DirectoryInfo(path).EnumerateFiles().Where(f => Matches(include, f.Name) && !Matches(exclude, f.Name));

    private CannedFile Read(FileInfo file) =>
        known.TryGetValue(file.Name, out var before) && before.Size == file.Length && before.Changed == file.LastWriteTimeUtc
            ? before.File
            : CannedHeader.Read(file.Name, File.ReadAllBytes(file.FullName));

    private static bool Matches(IReadOnlyList<string> patterns, string name) =>
        patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, name, ignoreCase: false));
}
