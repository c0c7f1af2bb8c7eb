using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search;

/// <summary>
/// The write side of the index: contributions, aggregates and replicas of every catalog. A write that is acknowledged is durable. Each method takes a batch and says for each item how it
/// went; one item that fails does not stop the others. Safe for concurrent use by any number of processes.
/// </summary>
/// <remarks>A catalog's name alone means its live generation. A <see cref="StoreException"/> tells that there is no such catalog or generation, or that the store cannot be used.</remarks>
public interface IDocumentStore
{
    /// <summary>Makes the store ready for the configured catalogs, and checks that what it holds has their format.</summary>
    /// <exception cref="StoreException">The store cannot be opened, or holds another format.</exception>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>
    /// Writes contributions, those that are there already too: writing twice is the same as writing once. One that comes from a listing (<see cref="StoredContribution.ListedAt"/>) replaces what an
    /// earlier listing says and leaves what a later one says; one that does not leaves the time of the listing. So the order of writes does not matter.
    /// </summary>
    Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation);

    /// <summary>Writes replicas. One that is there already gets the hubs of both.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation);

    /// <summary>
    /// The contributions to entities, as one stream: entity by entity, by type, then id, both ordinal and ascending; of each entity by bundle UUID, then version, likewise, and of one version the
    /// deletion before the addition. What comes of one entity need not be of the same moment as what comes of another.
    /// </summary>
    /// <param name="generation">The generation.</param>
    /// <param name="entities">The entities; one that is there twice is read once.</param>
    /// <param name="cancellation">Ends the stream.</param>
    IAsyncEnumerable<StoredContribution> ReadContributionsAsync(GenerationRef generation, IReadOnlyCollection<EntityReference> entities, CancellationToken cancellation);

    /// <summary>
    /// Every version of every bundle of a source that the store knows, deleted ones too, as a stream: by bundle UUID, then version, both ordinal and ascending.
    /// </summary>
    /// <param name="generation">The generation.</param>
    /// <param name="sourceId">The id of the source.</param>
    /// <param name="prefix">Lower-case hexadecimal digits that the UUIDs of the bundles start with.</param>
    /// <param name="cancellation">Ends the stream.</param>
    IAsyncEnumerable<IndexedBundle> ReadBundlesAsync(GenerationRef generation, string sourceId, string prefix, CancellationToken cancellation);

    /// <summary>The entities that a version of a bundle of a source was added to.</summary>
    Task<IReadOnlyList<EntityReference>> ReadEntitiesAsync(GenerationRef generation, string sourceId, BundleFqid bundle, CancellationToken cancellation);

    /// <summary>The versions of the aggregates of entities, in the order asked; 0 where there is none.</summary>
    Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(GenerationRef generation, IReadOnlyList<EntityReference> entities, CancellationToken cancellation);

    /// <summary>Writes or deletes aggregates, each only if its version is still the expected one.</summary>
    Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation);

    /// <summary>How many documents the store holds of a catalog.</summary>
    Task<DocumentCounts> CountAsync(GenerationRef generation, CancellationToken cancellation);

    /// <summary>Every replica of a catalog, in no particular order.</summary>
    IAsyncEnumerable<Replica> ReadReplicasAsync(GenerationRef generation, CancellationToken cancellation);

    /// <summary>Whether the store can be written and read now; the reason where it cannot.</summary>
    Task<string?> CheckAsync(CancellationToken cancellation);
}
