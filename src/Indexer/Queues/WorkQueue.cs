namespace Azul.Indexer.Queues;

/// <summary>The queues that indexing is made of (<c>spec/indexer.md</c> §1.4), in the order in which they are listed.</summary>
#pragma warning disable CA1711 // It names queues.
public enum WorkQueue
#pragma warning restore CA1711
{
    /// <summary>What is to be contributed: one message per bundle, or per part of a source that is to be listed.</summary>
    Notifications,

    /// <summary>Notifications that failed, and partitions of large bundles.</summary>
    NotificationsRetry,

    /// <summary>What is to be aggregated: one message per entity. Messages of one entity are a group.</summary>
    Tallies,

    /// <summary>Tallies that failed.</summary>
    TalliesRetry,

    /// <summary>Tallies that were given up. Nothing takes them from here but an operator.</summary>
    TalliesFail,

    /// <summary>Notifications that were given up. Nothing takes them from here but an operator.</summary>
    NotificationsFail,
}
