namespace Azul.Plugins.Repositories.Staging;

/// <summary>The folders of a staging area, and when something was last added to or removed from each of them.</summary>
internal sealed class StagingFolders
{
    private static readonly string[] Required = ["descriptors", "links", "metadata"];
    private static readonly string[] Allowed = ["data", .. Required];

    private StagingFolders(string area)
    {
        Links = Path.Combine(area, "links");
        Metadata = Path.Combine(area, "metadata");
        Descriptors = Path.Combine(area, "descriptors");
        MetadataTypes = Names(Metadata);
        DescriptorTypes = Names(Descriptors);
        Changes =
        [
            .. new[] { Links, Metadata, Descriptors }
                .Concat(MetadataTypes.Select(t => Path.Combine(Metadata, t)))
                .Concat(DescriptorTypes.Select(t => Path.Combine(Descriptors, t)))
                .Select(Directory.GetLastWriteTimeUtc),
        ];
    }

    public string Links { get; }

    public string Metadata { get; }

    public string Descriptors { get; }

    public IReadOnlyList<string> MetadataTypes { get; }

    public IReadOnlyList<string> DescriptorTypes { get; }

    /// <summary>When each folder last changed. A folder does not change when only the content of a file in it does.</summary>
    public IReadOnlyList<DateTime> Changes { get; }

    /// <summary>Looks at the folders of an area: exactly those that the format has; <c>data</c> may be absent (<c>spec/indexer.md</c> §6.5).</summary>
    /// <exception cref="IOException">A folder is missing, unexpected or unreadable.</exception>
    public static StagingFolders Of(string area)
    {
        var present = Names(area);
        foreach (var missing in Required.Except(present))
            throw new IOException($"the folder '{missing}' is missing");
        foreach (var unexpected in present.Except(Allowed))
            throw new IOException($"there is an unexpected folder '{unexpected}': a staging area has the folders {string.Join(", ", Allowed)}");
        return new(area);
    }

    public bool SameAs(StagingFolders other) =>
        Changes.SequenceEqual(other.Changes) && MetadataTypes.SequenceEqual(other.MetadataTypes) && DescriptorTypes.SequenceEqual(other.DescriptorTypes);

    // Hidden folders are those of version control and file managers, not of the area.
    private static string[] Names(string folder) =>
        [.. Directory.EnumerateDirectories(folder).Select(f => Path.GetFileName(f)!).Where(n => !n.StartsWith('.')).Order(StringComparer.Ordinal)];
}
