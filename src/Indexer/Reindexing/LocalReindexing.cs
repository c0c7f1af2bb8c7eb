using Azul.Indexer.Contributing;

namespace Azul.Indexer.Reindexing;

/// <summary>Lists sources in this process, which queues a notification for each bundle, instead of leaving that to the workers (<c>spec/indexer.md</c> §7.1).</summary>
internal sealed class LocalReindexing(SourceListing listing)
{
    private const int AtOnce = 8;

    /// <summary>Queues the bundles of sources.</summary>
    /// <param name="sources">The sources.</param>
    /// <param name="progress">Told how many parts of sources were listed, and how many bundles were queued.</param>
    /// <param name="cancellation">Ends it. What is queued by then stays queued.</param>
    /// <returns>How many bundles were queued.</returns>
    public async Task<int> EnqueueAsync(IReadOnlyList<ChosenSource> sources, Action<int, int>? progress, CancellationToken cancellation)
    {
        var (parts, bundles) = (0, 0);
        await Parallel.ForEachAsync(
            sources.SelectMany(s => s.Parts.Select(p => (Chosen: s, Prefix: p))),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (part, token) =>
            {
                var queued = await listing.NotifyAsync(part.Chosen.Catalog, part.Chosen.Source, part.Prefix, generation: null, token);
                progress?.Invoke(Interlocked.Increment(ref parts), Interlocked.Add(ref bundles, queued));
            });
        return bundles;
    }
}
