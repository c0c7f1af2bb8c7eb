using System.IO.Enumeration;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>The names of the files in a staging area at one moment. Immutable; some 40 bytes a name.</summary>
internal sealed class StagingListing
{
    private readonly LatestVersions<Guid> links;
    private readonly LatestVersions<ushort> metadata;
    private readonly LatestVersions<ushort> descriptors;
    private readonly string[] types;

    private StagingListing(
        LatestVersions<Guid> links, LatestVersions<ushort> metadata, LatestVersions<ushort> descriptors, string[] types, IReadOnlyList<UnlistedFile> unlistedFiles)
    {
        this.links = links;
        this.metadata = metadata;
        this.descriptors = descriptors;
        this.types = types;
        UnlistedFiles = unlistedFiles;
    }

    public int BundleCount => links.Count;

    /// <summary>Files among the links whose names are not of the form that tells id and version.</summary>
    public IReadOnlyList<UnlistedFile> UnlistedFiles { get; }

    /// <summary>Lists the folders of an area.</summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    public static StagingListing Of(StagingFolders folders)
    {
        var types = folders.MetadataTypes.Union(folders.DescriptorTypes).Order(StringComparer.Ordinal).ToArray();
        var unlisted = new List<UnlistedFile>();
        return new(
            Links(folders.Links, unlisted),
            Entities(folders.Metadata, folders.MetadataTypes, types),
            Entities(folders.Descriptors, folders.DescriptorTypes, types),
            types,
            unlisted);
    }

    /// <summary>Ids and versions of the bundles whose ids start with the prefix, by id.</summary>
    public IEnumerable<(string Uuid, string Version)> BundlesWith(string prefix)
    {
        var digits = prefix.Replace("-", "", StringComparison.Ordinal);
        if (!Guid.TryParseExact(digits.PadRight(32, '0'), "N", out var first) || !Guid.TryParseExact(digits.PadRight(32, 'f'), "N", out var last))
            yield break;
        for (var i = links.PositionOf(first); i < links.Count && links[i] is var (id, link) && id.CompareTo(last) <= 0; i++)
            yield return (id.ToString(), DcpVersion.ToText(link.Version));
    }

    /// <summary>The greatest version of a bundle's links, or null.</summary>
    public LatestVersions<Guid>.Entry? FindLinks(Guid id) => links.Find(id);

    /// <summary>The file that holds an entity's metadata, or null.</summary>
    public StagingFile? FindMetadata(Guid id) => Describe("metadata", id, metadata.Find(id));

    /// <summary>The file that describes an entity's data file, or null.</summary>
    public StagingFile? FindDescriptor(Guid id) => Describe("descriptors", id, descriptors.Find(id));

    private StagingFile? Describe(string folder, Guid id, LatestVersions<ushort>.Entry? entry) => entry is { } e
        ? new($"{folder}/{types[e.Detail]}/{new StagingFileName(id, e.Version, default).ForEntity()}", types[e.Detail], e.IsAmbiguous)
        : null;

    private static LatestVersions<Guid> Links(string folder, List<UnlistedFile> unlisted)
    {
        var table = new LatestVersions<Guid>.Builder();
        var names = new FileSystemEnumerable<(StagingFileName? Parsed, string? Name)>(
            folder, (ref entry) => StagingFileName.ParseLinks(entry.FileName) is { } name ? (name, null) : (null, entry.FileName.ToString()))
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && entry.FileName[0] != '.',
        };
        foreach (var (parsed, name) in names)
        {
            if (parsed is { } p)
                table.Add(p.Id, p.Version, p.Project);
            else
                unlisted.Add(new($"links/{name}", $"the name is not of the form {StagingFileName.LinksForm}"));
        }
        return table.Build();
    }

    private static LatestVersions<ushort> Entities(string folder, IReadOnlyList<string> present, string[] types)
    {
        var table = new LatestVersions<ushort>.Builder();
        foreach (var type in present)
        {
            var index = (ushort)Array.IndexOf(types, type);
            var names = new FileSystemEnumerable<StagingFileName?>(Path.Combine(folder, type), (ref entry) => StagingFileName.ParseEntity(entry.FileName));
            foreach (var name in names)
            {
                // No link can lead to a file whose name tells no id, so none is missed.
                if (name is { } n)
                    table.Add(n.Id, n.Version, index);
            }
        }
        return table.Build();
    }
}
