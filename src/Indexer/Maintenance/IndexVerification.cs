using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Azul.Indexer.Aggregating;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Maintenance;

/// <summary>Makes every aggregate of a catalog anew from its contributions and compares it with the one that is stored, byte by byte. Writes nothing.</summary>
internal sealed class IndexVerification(IDocumentStore store, IIndexMaintenance maintenance, EntityAggregator aggregator)
{
    private const int EntitiesAtOnce = 64;

    // What workers change meanwhile is compared again.
    private const int MaxAttempts = 5;

    /// <summary>The entities whose aggregates are not what they should be, as a stream.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="progress">Told how many entities were compared.</param>
    /// <param name="cancellation">Ends it.</param>
    public async IAsyncEnumerable<AggregateFault> VerifyAsync(Catalog catalog, Action<long>? progress, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var done = 0L;
        await foreach (var entities in maintenance.ReadEntitiesAsync(catalog.Name, null, cancellation).Chunk(EntitiesAtOnce).WithCancellation(cancellation))
        {
            foreach (var fault in await CompareAsync(catalog, entities, cancellation))
                yield return fault;
            progress?.Invoke(done += entities.Length);
        }
    }

    private async Task<IReadOnlyList<AggregateFault>> CompareAsync(Catalog catalog, IReadOnlyList<EntityReference> entities, CancellationToken cancellation)
    {
        var faults = new List<AggregateFault>();
        var left = entities;
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            var versions = await store.ReadAggregateVersionsAsync(catalog.Name, left, cancellation);
            var versionOf = left.Zip(versions).ToDictionary(e => e.First, e => e.Second);
            var results = new ConcurrentBag<(AggregateWrite? Expected, AggregateFault? Fault)>();
            await Parallel.ForEachAsync(
                aggregator.ReadAsync(catalog, catalog.Name, left, cancellation),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
                (contributions, _) =>
                {
                    results.Add(Make(contributions, versionOf[contributions.Entity]));
                    return ValueTask.CompletedTask;
                });
            faults.AddRange(results.Select(r => r.Fault).OfType<AggregateFault>().OrderBy(f => f.Entity, EntityReference.Order));
            AggregateWrite[] expected = [.. results.Select(r => r.Expected).OfType<AggregateWrite>().OrderBy(w => w.Entity, EntityReference.Order)];
            var comparisons = await maintenance.CompareAggregatesAsync(catalog.Name, expected, cancellation);
            var again = new List<EntityReference>();
            for (var i = 0; i < expected.Length; i++)
            {
                if (comparisons[i].Difference is not { } difference)
                    continue;
                if (comparisons[i].Version != expected[i].ExpectedVersion && attempt < MaxAttempts)
                    again.Add(expected[i].Entity);
                else
                    faults.Add(new(expected[i].Entity, difference));
            }
            left = again;
        }
        return faults;
    }

    private static (AggregateWrite? Expected, AggregateFault? Fault) Make(EntityContributions contributions, long version)
    {
        try
        {
            return (new(contributions.Entity, contributions.Combine(), version), null);
        }
#pragma warning disable CA1031 // Whatever the contributions make happen is that entity's failure, with its reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return (null, new(contributions.Entity, $"cannot be aggregated: {e.Message}"));
        }
    }
}
