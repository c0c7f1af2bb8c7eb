using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Indexer.Reconciling;

/// <summary>Compares what a source lists with what the index has of it. Both come by UUID, so that no more than one part of the listing is in memory. Not safe for concurrent use.</summary>
/// <param name="failed">Versions of bundles that could not be added, whose messages were given up.</param>
/// <param name="instruct">Takes each instruction: the version of the bundle, and whether it is to be deleted.</param>
internal sealed class SourceComparison(IReadOnlySet<BundleFqid> failed, Action<SourcedBundle, bool> instruct)
{
    public long Listed { get; private set; }

    public long Added { get; private set; }

    public long Removed { get; private set; }

    /// <summary>Whether any of what was added has a message already that only needs to be tried again.</summary>
    public bool NeedsRetry { get; private set; }

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
                AddNew(listed[next++]);
            var current = next < listed.Count && listed[next].Fqid.Uuid == uuid ? listed[next++] : null;
            Compare(source, current, versions);
        }
        while (next < listed.Count)
            AddNew(listed[next++]);
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
        if (current is null)
            return;
        if (versions.Find(v => v.Bundle == current.Fqid) is not { } known)
            AddNew(current);
        else if (!known.IsWhole)
            Add(current);
    }

    private void AddNew(SourcedBundle bundle)
    {
        if (!failed.Contains(bundle.Fqid))
        {
            Add(bundle);
            return;
        }
        // Another message would fail as this one did, and be given up beside it, again and again.
        NeedsRetry = true;
        Added++;
    }

    private void Add(SourcedBundle bundle)
    {
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
