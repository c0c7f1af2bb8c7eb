using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Indexer.Reconciling;

/// <summary>Compares what a source lists with what the index has of it. Both come by UUID, so that no more than one part of the listing is in memory. Not safe for concurrent use.</summary>
/// <param name="failed">Versions of bundles that are not to be added, because that failed.</param>
/// <param name="instruct">Takes each instruction: the version of the bundle, and whether it is to be deleted.</param>
internal sealed class SourceComparison(IReadOnlySet<BundleFqid> failed, Action<SourcedBundle, bool> instruct)
{
    public long Listed { get; private set; }

    public long Added { get; private set; }

    public long Removed { get; private set; }

    /// <summary>Compares one part.</summary>
    /// <param name="source">The source.</param>
    /// <param name="listed">The greatest version of each bundle that the source lists, by UUID, ordinal and ascending.</param>
    /// <param name="indexed">The versions of bundles that the index has, by UUID, then version.</param>
    public async Task CompareAsync(SourceRef source, IReadOnlyList<SourcedBundle> listed, IAsyncEnumerable<IndexedBundle> indexed)
    {
        Listed += listed.Count;
        var next = 0;
        await foreach (var versions in ByBundle(indexed))
        {
            var uuid = versions[0].Bundle.Uuid;
            while (next < listed.Count && string.CompareOrdinal(listed[next].Fqid.Uuid, uuid) < 0)
                Add(listed[next++]);
            var current = next < listed.Count && listed[next].Fqid.Uuid == uuid ? listed[next++] : null;
            Compare(source, current, versions);
        }
        while (next < listed.Count)
            Add(listed[next++]);
    }

    // Superseded versions go too: entities that only they contribute to would show otherwise.
    private void Compare(SourceRef source, SourcedBundle? current, List<IndexedBundle> versions)
    {
        foreach (var version in versions)
        {
            if (!version.IsGone && version.Bundle != current?.Fqid)
            {
                instruct(new(version.Bundle, source), true);
                Removed++;
            }
        }
        if (current is not null && versions.Find(v => v.Bundle == current.Fqid) is not { IsWhole: true })
            Add(current);
    }

    private void Add(SourcedBundle bundle)
    {
        if (failed.Contains(bundle.Fqid))
            return;
        instruct(bundle, false);
        Added++;
    }

    private static async IAsyncEnumerable<List<IndexedBundle>> ByBundle(IAsyncEnumerable<IndexedBundle> bundles)
    {
        var versions = new List<IndexedBundle>();
        await foreach (var bundle in bundles)
        {
            if (versions.Count > 0 && versions[0].Bundle.Uuid != bundle.Bundle.Uuid)
            {
                yield return versions;
                versions = [];
            }
            versions.Add(bundle);
        }
        if (versions.Count > 0)
            yield return versions;
    }
}
