using Azul.Plugins.Aggregation;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Maintenance;

/// <summary>
/// Removes sources from the index of a catalog: what they contribute goes, and every entity becomes what it would be had it never been there. Replicas stay (<c>spec/indexer.md</c> §7.5).
/// </summary>
/// <remarks>
/// Contributions and aggregate of an entity change in one stroke, so that the removal can be interrupted at any time, and repeated. The version of the aggregate, which was read before the
/// contributions, makes sure that nothing older wins over what workers write meanwhile.
/// </remarks>
internal sealed class SourceRemoval(IDocumentStore store, IIndexMaintenance maintenance)
{
    private const int EntitiesAtOnce = 64;
    private const int MaxConflicts = 10;

    /// <summary>Removes sources.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="sourceIds">The ids of the sources.</param>
    /// <param name="progress">Told how many contributions were removed.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">The store cannot be used.</exception>
    public async Task<RemovalOutcome> RemoveAsync(Catalog catalog, IReadOnlySet<string> sourceIds, Action<long>? progress, CancellationToken cancellation)
    {
        var outcome = new RemovalOutcome(0, 0, []);
        await foreach (var entities in maintenance.ReadEntitiesAsync(catalog.Name, sourceIds, cancellation).Chunk(EntitiesAtOnce).WithCancellation(cancellation))
        {
            outcome = await RemoveAsync(catalog, sourceIds, entities, outcome, cancellation);
            progress?.Invoke(outcome.Contributions);
        }
        return outcome;
    }

    private async Task<RemovalOutcome> RemoveAsync(
        Catalog catalog, IReadOnlySet<string> sourceIds, IReadOnlyList<EntityReference> entities, RemovalOutcome outcome, CancellationToken cancellation)
    {
        var left = entities;
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            var versions = await store.ReadAggregateVersionsAsync(catalog.Name, left, cancellation);
            var batch = left;
            var remains = await InParallel.SelectAsync(left.Count, (i, token) => RemainsAsync(catalog, sourceIds, batch[i], versions[i], token), cancellation);
            var sound = remains.Where(r => r.Error is null).ToArray();
            outcome = outcome with { Failures = [.. outcome.Failures, .. remains.Select(r => r.Error).OfType<string>()] };
            var written = await maintenance.RemoveSourcesAsync(catalog.Name, sourceIds, [.. sound.Select(r => r.Write)], cancellation);
            var done = sound.Where((_, i) => written[i].Status is WriteStatus.Created or WriteStatus.Replaced).ToArray();
            outcome = outcome with { Entities = outcome.Entities + done.Length, Contributions = outcome.Contributions + done.Sum(r => r.Removed) };
            left = [.. sound.Except(done).Select(r => r.Write.Entity)];
            if (attempt == MaxConflicts)
                return outcome with { Failures = [.. outcome.Failures, .. left.Select(e => $"AGGREGATE_CONFLICT: {e} was changed by others {attempt} times in a row")] };
        }
        return outcome;
    }

    private async ValueTask<Remains> RemainsAsync(Catalog catalog, IReadOnlySet<string> sourceIds, EntityReference entity, long version, CancellationToken cancellation)
    {
        try
        {
            var aggregation = new EntityAggregation(catalog.Metadata, entity);
            var removed = 0L;
            await foreach (var contribution in store.ReadContributionsAsync(catalog.Name, [entity], cancellation))
            {
                if (sourceIds.Contains(contribution.Source.Id))
                    removed++;
                else
                    aggregation.Add(contribution);
            }
            var document = aggregation.Finish() is { } aggregate ? AggregateDocument.Of(catalog.Metadata, aggregate) : null;
            return new(new(entity, document, version), removed, null);
        }
#pragma warning disable CA1031 // Whatever the contributions make happen is that entity's failure, with its reason.
        catch (Exception e) when (e is not (StoreException or OperationCanceledException))
#pragma warning restore CA1031
        {
            return new(new(entity, null, version), 0, $"AGGREGATION_FAILED: {entity}: {e.Message}");
        }
    }

    /// <summary>What becomes of an entity.</summary>
    private sealed record Remains(AggregateWrite Write, long Removed, string? Error);
}
