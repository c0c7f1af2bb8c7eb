using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search;

/// <summary>
/// The write side of the index: contributions, aggregates and replicas of every catalog. A write that is acknowledged is durable. Each method takes a batch and says for each item how it
/// went; one item that fails does not stop the others. Safe for concurrent use by any number of processes.
/// </summary>
public interface IDocumentStore
{
    /// <summary>Makes the store ready for the configured catalogs, and checks that what it holds has their format.</summary>
    /// <exception cref="StoreException">The store cannot be opened, or holds another format.</exception>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Writes contributions, those that are there already too: writing twice is the same as writing once.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(string catalog, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation);

    /// <summary>Writes replicas. One that is there already gets the hubs of both.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(string catalog, IReadOnlyList<Replica> replicas, CancellationToken cancellation);

    /// <summary>
    /// The contributions to an entity, as a stream: by bundle UUID, then version, both ordinal and ascending, and of one version the deletion before the addition.
    /// </summary>
    IAsyncEnumerable<StoredContribution> ReadContributionsAsync(string catalog, EntityReference entity, CancellationToken cancellation);

    /// <summary>The versions of the aggregates of entities, in the order asked; 0 where there is none.</summary>
    Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(string catalog, IReadOnlyList<EntityReference> entities, CancellationToken cancellation);

    /// <summary>Writes or deletes aggregates, each only if its version is still the expected one.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(string catalog, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation);

    /// <summary>How many documents the store holds of a catalog.</summary>
    Task<DocumentCounts> CountAsync(string catalog, CancellationToken cancellation);

    /// <summary>Every replica of a catalog, in no particular order.</summary>
    IAsyncEnumerable<Replica> ReadReplicasAsync(string catalog, CancellationToken cancellation);

    /// <summary>Whether the store can be written and read now; the reason where it cannot.</summary>
    Task<string?> CheckAsync(CancellationToken cancellation);
}
