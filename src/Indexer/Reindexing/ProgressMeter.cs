namespace Azul.Indexer.Reindexing;

/// <summary>Makes rates of successive states. Not safe for concurrent use.</summary>
internal sealed class ProgressMeter(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly long start = time.GetTimestamp();
    private readonly Queue<(TimeSpan At, long Bundles)> history = [];
    private IndexingProgress? last;

    public IndexingProgress Add(IndexingProgress now)
    {
        var elapsed = time.GetElapsedTime(start);
        // More may arrive between two looks, so what is seen to be done is the least that was done.
        var measured = now with
        {
            BundlesDone = (last?.BundlesDone ?? 0) + Math.Max(0, (last?.Bundles ?? 0) - now.Bundles),
            DocumentsDone = (last?.DocumentsDone ?? 0) + Math.Max(0, (last?.Documents ?? 0) - now.Documents),
            Elapsed = elapsed,
        };
        history.Enqueue((elapsed, measured.BundlesDone));
        while (elapsed - history.Peek().At > Window)
            history.Dequeue();
        var (since, before) = history.Peek();
        var seconds = (elapsed - since).TotalSeconds;
        last = measured with { BundlesPerSecond = seconds > 0 ? (measured.BundlesDone - before) / seconds : 0 };
        return last;
    }
}
