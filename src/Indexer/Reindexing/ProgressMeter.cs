namespace Azul.Indexer.Reindexing;

/// <summary>Makes rates of successive looks. Not safe for concurrent use.</summary>
/// <param name="time">What tells the time.</param>
/// <param name="window">How long a look counts. 10 s unless given.</param>
internal sealed class ProgressMeter(TimeProvider time, TimeSpan? window = null)
{
    private static readonly TimeSpan DefaultWindow = TimeSpan.FromSeconds(10);

    private readonly long start = time.GetTimestamp();
    private readonly Queue<IndexingProgress> history = [];
    private IndexingProgress? look;
    private IndexingProgress? last;

    /// <summary>What is known with one look more.</summary>
    public IndexingProgress Add(IndexingProgress now)
    {
        var measured = now with
        {
            BundlesDone = (last?.BundlesDone ?? 0) + Done(p => p.BundlesDone, p => p.Bundles),
            DocumentsDone = (last?.DocumentsDone ?? 0) + Done(p => p.DocumentsDone, p => p.Documents),
            Elapsed = time.GetElapsedTime(start),
        };
        history.Enqueue(measured);
        while (measured.Elapsed - history.Peek().Elapsed > (window ?? DefaultWindow))
            history.Dequeue();
        var since = history.Peek();
        var over = measured.Elapsed - since.Elapsed;
        look = now;
        return last = measured with
        {
            RatesOver = over,
            BundlesPerSecond = over > TimeSpan.Zero ? (measured.BundlesDone - since.BundlesDone) / over.TotalSeconds : 0,
            DocumentsPerSecond = over > TimeSpan.Zero ? (measured.DocumentsDone - since.DocumentsDone) / over.TotalSeconds : 0,
        };

        // Where other processes' work is not counted, more may be done than can be seen: what there is less of at least.
        long Done(Func<IndexingProgress, long> done, Func<IndexingProgress, long> left) =>
            look is null ? 0 : Math.Max(0, Math.Max(done(now) - done(look), left(look) - left(now)));
    }
}
