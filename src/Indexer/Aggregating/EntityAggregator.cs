using System.Runtime.CompilerServices;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;

namespace Azul.Indexer.Aggregating;

/// <summary>Reads all contributions to entities, so that they can be combined into their aggregates (<c>spec/indexer.md</c> §1.10).</summary>
internal sealed class EntityAggregator(IDocumentStore store, TimeProvider time)
{
    /// <summary>
    /// Every one of the entities with its contributions, be there none, in one read. The versions of the aggregates must have been read before, so that what others write meanwhile is not overwritten
    /// by older contributions.
    /// </summary>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async IAsyncEnumerable<EntityContributions> ReadAsync(
        Catalog catalog, GenerationRef generation, IReadOnlyCollection<EntityReference> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var order = new Queue<EntityReference>(entities.Distinct().Order(EntityReference.Order));
        var shared = new SharedContents();
        EntityContributions? current = null;
        var (reading, count) = (TimeSpan.Zero, 0L);
        await using var stream = store.ReadContributionsAsync(generation, entities, cancellation).GetAsyncEnumerator(cancellation);
        while (true)
        {
            var start = time.GetTimestamp();
            var hasMore = await stream.MoveNextAsync();
            reading += time.GetElapsedTime(start);
            // Entities without contributions are passed over, and given out too.
            while (current is null || !hasMore || stream.Current.Entity != current.Entity)
            {
                if (current is not null)
                {
                    // Many are read at once, so each has the average of all.
                    current.ReadingTime = count == 0 ? TimeSpan.Zero : reading * ((double)current.Count / count);
                    yield return current;
                }
                if (!order.TryDequeue(out var next))
                {
                    if (hasMore)
                        throw new InvalidOperationException($"The store gave a contribution to {stream.Current.Entity} that was not asked for, or in the wrong order");
                    yield break;
                }
                current = new(catalog.Metadata, next, shared);
            }
            current.Add(stream.Current);
            count++;
        }
    }
}
