using Azul.Indexer.Messages;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Aggregating;

/// <summary>Reads all contributions to an entity and combines them into its aggregate (<c>spec/indexer.md</c> §1.10).</summary>
internal sealed class EntityAggregator(IDocumentStore store)
{
    /// <summary>The new state of the aggregate.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="tally">The entity.</param>
    /// <param name="version">The version of the aggregate that was read before; it makes sure that what others write meanwhile is not overwritten by older contributions.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<AggregateState> AggregateAsync(Catalog catalog, Tally tally, long version, CancellationToken cancellation)
    {
        var aggregation = new EntityAggregation(catalog.Metadata, tally.Entity);
        var visible = 0L;
        await foreach (var contribution in store.ReadContributionsAsync(tally.Target, tally.Entity, cancellation))
        {
            aggregation.Add(contribution);
            visible++;
        }
        var document = aggregation.Finish() is { } aggregate ? AggregateDocument.Of(catalog.Metadata, aggregate) : null;
        return new(tally, new(tally.Entity, document, version), visible);
    }
}
