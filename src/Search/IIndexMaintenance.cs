using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search;

/// <summary>What operators do to the index of a catalog as a whole. Safe for concurrent use by any number of processes, and beside those that write and read the index.</summary>
public interface IIndexMaintenance
{
    /// <summary>Makes an index for each configured catalog that has none, and sets the server that it is on up for it.</summary>
    /// <returns>What could not be set up and matters only later, in words.</returns>
    /// <exception cref="StoreException">An index cannot be made, or one that is there cannot be used.</exception>
    Task<IReadOnlyList<string>> CreateAsync(CancellationToken cancellation);

    /// <summary>Whether the catalog has an index, be it an empty one. Makes none.</summary>
    Task<bool> ExistsAsync(string catalog, CancellationToken cancellation);

    /// <summary>The sources that have contributions, by specification, with the number of these.</summary>
    Task<IReadOnlyList<IndexedSource>> ReadSourcesAsync(string catalog, CancellationToken cancellation);

    /// <summary>The sources that have contributions, each once, without what it takes to count these.</summary>
    async Task<IReadOnlyList<SourceRef>> ListSourcesAsync(string catalog, CancellationToken cancellation) =>
        [.. (await ReadSourcesAsync(catalog, cancellation)).Select(s => s.Source).DistinctBy(s => s.Id)];

    /// <summary>Every entity that has contributions or an aggregate, as a stream: by type, then id, both ordinal and ascending.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="sourceIds">If given, only entities that have contributions from these sources.</param>
    /// <param name="cancellation">Ends the stream.</param>
    IAsyncEnumerable<EntityReference> ReadEntitiesAsync(string catalog, IReadOnlyCollection<string>? sourceIds, CancellationToken cancellation);

    /// <summary>
    /// Removes what sources contribute to entities, and writes the aggregates of what is left in the same stroke. An aggregate whose version is not the expected one is left as it is, and so are the
    /// contributions to its entity.
    /// </summary>
    Task<IReadOnlyList<WriteOutcome>> RemoveSourcesAsync(
        string catalog, IReadOnlyCollection<string> sourceIds, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation);

    /// <summary>Compares what aggregates should be with what is stored.</summary>
    Task<IReadOnlyList<AggregateComparison>> CompareAggregatesAsync(string catalog, IReadOnlyList<AggregateWrite> expected, CancellationToken cancellation);

    /// <summary>
    /// Deletes every document of a catalog, in all its generations, and what held them as far as that is not needed any more: then the catalog has no index until one is made
    /// (<see cref="CreateAsync"/>), and what is written to it meanwhile is lost. What is interrupted is finished by doing it again.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="progress">Told how many documents are gone.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>The names of what is gone besides the documents.</returns>
    Task<IReadOnlyList<string>> DeleteAsync(string catalog, Action<long>? progress, CancellationToken cancellation);
}
