namespace Azul.Indexer.Reindexing;

/// <summary>How much is left to be done.</summary>
/// <param name="Bundles">Bundles, and parts of sources, that wait or are worked on.</param>
/// <param name="Documents">Entities that wait to be aggregated or are being aggregated.</param>
/// <param name="Failed">Messages that were given up, since the queues were last purged.</param>
public sealed record IndexingProgress(long Bundles, long Documents, long Failed)
{
    /// <summary>How many messages workers have begun with.</summary>
    public long InFlight { get; init; }

    /// <summary>How many bundles, and parts of sources, were dealt with since the wait began, as far as that could be seen.</summary>
    public long BundlesDone { get; init; }

    /// <summary>How many entities were dealt with since the wait began, as far as that could be seen.</summary>
    public long DocumentsDone { get; init; }

    /// <summary>Bundles per second, lately; 0 where it is not known.</summary>
    public double BundlesPerSecond { get; init; }

    /// <summary>How long it has gone on.</summary>
    public TimeSpan Elapsed { get; init; }

    public bool IsDone => Bundles + Documents == 0;
}
