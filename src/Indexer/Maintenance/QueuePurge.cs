using Azul.Indexer.Generations;
using Azul.Indexer.Queues;

namespace Azul.Indexer.Maintenance;

/// <summary>Empties the work queues while no worker is at work (<c>spec/indexer.md</c> §7.3).</summary>
internal sealed class QueuePurge(IWorkQueues queues, PurgedGenerations purged, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // Workers look at the switch twice a second, and may begin to work on what they receive until then.
    private static readonly TimeSpan UntilAllKnow = TimeSpan.FromSeconds(1.5);

    // Amazon SQS needs as long.
    private static readonly TimeSpan PurgeTime = TimeSpan.FromSeconds(60);

    /// <summary>Disables indexing, waits until nothing is in flight, purges, and puts the switch back to where it was, whatever happens.</summary>
    /// <param name="which">The queues to purge.</param>
    /// <param name="progress">Told how many messages are in flight.</param>
    /// <param name="cancellation">Ends it; before the last message in flight is done, nothing is purged.</param>
    /// <returns>How many messages were removed, as far as the queues can count.</returns>
    public async Task<long> PurgeAsync(IReadOnlyList<WorkQueue> which, Action<long>? progress, CancellationToken cancellation)
    {
        var wasEnabled = await queues.IsEnabledAsync(cancellation);
        try
        {
            if (wasEnabled)
                await queues.SetEnabledAsync(false, cancellation);
            await Task.Delay(UntilAllKnow, time, cancellation);
            var counts = await UntilAsync(c => InFlight(c) == 0, c => progress?.Invoke(InFlight(c)), cancellation);
            foreach (var queue in which)
                await purged.PurgeAsync(queue, cancellation);
            if (!queues.HasExactCounts)
            {
                // What is sent meanwhile is not waited for.
                var purgedAt = time.GetTimestamp();
                await UntilAsync(c => which.All(q => c[q].Total == 0) || time.GetElapsedTime(purgedAt) > PurgeTime, null, cancellation);
            }
            return which.Sum(q => counts[q].Total);
        }
        finally
        {
            if (wasEnabled)
                await queues.SetEnabledAsync(true, CancellationToken.None);
        }
    }

    private async Task<IReadOnlyDictionary<WorkQueue, QueueCounts>> UntilAsync(
        Func<IReadOnlyDictionary<WorkQueue, QueueCounts>, bool> condition, Action<IReadOnlyDictionary<WorkQueue, QueueCounts>>? look, CancellationToken cancellation)
    {
        // Where counts are approximations, one look is not enough.
        var needed = queues.HasExactCounts ? 1 : 3;
        for (var seen = 0; ;)
        {
            var counts = await queues.CountAsync(cancellation);
            look?.Invoke(counts);
            seen = condition(counts) ? seen + 1 : 0;
            if (seen >= needed)
                return counts;
            await Task.Delay(Interval, time, cancellation);
        }
    }

    private static long InFlight(IReadOnlyDictionary<WorkQueue, QueueCounts> counts) => WorkQueueNames.Worked.Sum(q => counts[q].Invisible);
}
