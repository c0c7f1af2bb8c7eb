using Azul.Indexer.Queues;

namespace Azul.Indexer.Reindexing;

/// <summary>How much is left to be done.</summary>
/// <param name="Bundles">Bundles, and parts of sources, that wait or are worked on.</param>
/// <param name="Documents">Entities that wait to be aggregated or are being aggregated.</param>
/// <param name="Failed">Messages that were given up, since the queues were last purged.</param>
public sealed record IndexingProgress(long Bundles, long Documents, long Failed)
{
    /// <summary>How many messages workers have begun with.</summary>
    public long InFlight { get; init; }

    /// <summary>How many bundles, and parts of sources, were dealt with since the first look, as far as that could be seen; at the first look, ever.</summary>
    public long BundlesDone { get; init; }

    /// <summary>The same of entities.</summary>
    public long DocumentsDone { get; init; }

    /// <summary>Bundles per second, lately; 0 where it is not known.</summary>
    public double BundlesPerSecond { get; init; }

    /// <summary>The same of entities.</summary>
    public double DocumentsPerSecond { get; init; }

    /// <summary>The time that the rates are of; zero where they are not known.</summary>
    public TimeSpan RatesOver { get; init; }

    /// <summary>How long what is left takes at these rates, if nothing is added; null where they are not known or nothing is done.</summary>
    public TimeSpan? TimeLeft
    {
        get
        {
            var seconds = Math.Max(SecondsFor(Bundles, BundlesPerSecond), SecondsFor(Documents, DocumentsPerSecond));
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;

            static double SecondsFor(long left, double rate) => left == 0 ? 0 : left / rate;
        }
    }

    /// <summary>How long it has gone on.</summary>
    public TimeSpan Elapsed { get; init; }

    public bool IsDone => Bundles + Documents == 0;

    /// <summary>What one look at the queues tells.</summary>
    internal static async Task<IndexingProgress> LookAsync(IWorkQueues queues, CancellationToken cancellation)
    {
        // In this order, so that what is done meanwhile is not counted as left, too.
        var deleted = await queues.CountDeletedAsync(cancellation);
        return Of(await queues.CountAsync(cancellation), deleted);
    }

    /// <summary>What the state of the queues means.</summary>
    internal static IndexingProgress Of(IReadOnlyDictionary<WorkQueue, QueueCounts> counts, IReadOnlyDictionary<WorkQueue, long> deleted) => new(
        counts[WorkQueue.Notifications].Total + counts[WorkQueue.NotificationsRetry].Total,
        counts[WorkQueue.Tallies].Total + counts[WorkQueue.TalliesRetry].Total,
        counts[WorkQueue.NotificationsFail].Total + counts[WorkQueue.TalliesFail].Total)
    {
        InFlight = WorkQueueNames.Worked.Sum(q => counts[q].Invisible),
        BundlesDone = deleted[WorkQueue.Notifications] + deleted[WorkQueue.NotificationsRetry],
        DocumentsDone = deleted[WorkQueue.Tallies] + deleted[WorkQueue.TalliesRetry],
    };
}
