using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>The bundles in a folder, by source. Immutable.</summary>
internal sealed class CannedListing
{
    private readonly Dictionary<string, List<SourcedBundle>> bySource = [];
    private readonly Dictionary<BundleFqid, CannedFile> byBundle = [];
    private readonly List<SourceRef> sources = [];
    private readonly List<UnlistedFile> unlisted = [];

    /// <param name="files">The files of the folder, by name.</param>
    /// <param name="configured">The sources to which the catalog is restricted, or none.</param>
    public CannedListing(IReadOnlyList<CannedFile> files, IReadOnlyList<SourceSpec> configured)
    {
        foreach (var source in files.Select(f => f.Source).OfType<SourceRef>())
        {
            if (SourceSpec.TryParse(source.Spec) is { } spec && IsConfigured(spec, configured) && bySource.TryAdd(source.Id, []))
                sources.Add(source);
        }
        foreach (var file in files)
            Add(file);
        foreach (var bundles in bySource.Values)
            bundles.Sort((a, b) => Compare(a.Fqid, b.Fqid));
    }

    /// <summary>The sources in the order in which the files name them.</summary>
    public IReadOnlyList<SourceRef> Sources => sources;

    /// <summary>Files that do not tell which bundle they hold, or hold one that another file holds.</summary>
    public IReadOnlyList<UnlistedFile> UnlistedFiles => unlisted;

    /// <summary>The bundles of a source by id and version, or null where the folder has no such source.</summary>
    public IReadOnlyList<SourcedBundle>? Bundles(string sourceId) => bySource.GetValueOrDefault(sourceId);

    /// <summary>The file of a version of a bundle, or null.</summary>
    public CannedFile? File(BundleFqid bundle) => byBundle.GetValueOrDefault(bundle);

    private void Add(CannedFile file)
    {
        // A file too broken to name its source must fail somewhere where it is seen: in the first source.
        var source = file.Source ?? sources.FirstOrDefault();
        if (file.Bundle is not { } fqid || file.Kind is null || source.Id is null)
            unlisted.Add(new(file.Name, $"neither its content nor its name, which is not of the form {CannedFile.Form}, tells its bundle and source"));
        else if (SourceSpec.TryParse(source.Spec) is null)
            unlisted.Add(new(file.Name, $"'{source.Spec}' is not the specification of a source: expected 'NAME:' or 'NAME:COMMON/PARTITION'"));
        else if (!bySource.TryGetValue(source.Id, out var bundles))
            return;
        else if (!byBundle.TryAdd(fqid, file))
            unlisted.Add(new(file.Name, $"'{byBundle[fqid].Name}' holds the same version of the same bundle, {fqid}"));
        else
            bundles.Add(new(fqid, source, file.TableName));
    }

    private static bool IsConfigured(SourceSpec source, IReadOnlyList<SourceSpec> configured) =>
        configured.Count == 0 || configured.Any(c => c.Covers(source));

    private static int Compare(BundleFqid left, BundleFqid right) => string.CompareOrdinal(left.Uuid, right.Uuid) is var order and not 0
        ? order
        : string.CompareOrdinal(left.Version, right.Version);
}
