using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.State;

namespace Azul.Search.Elasticsearch;

/// <summary>
/// Maintenance of the indices of each catalog's live generation. There are no transactions here: an aggregate is written first and the contributions that it is not made of any more are deleted after
/// that, so that what is interrupted between the two is found, and done again, by whoever repeats it.
/// </summary>
internal sealed class ElasticsearchIndexMaintenance(
    IndexNames names,
    IndexPreparation preparation,
    ClusterLimits limits,
    CatalogStates states,
    CatalogIndices indices,
    SortedSearch search,
    GroupedSearch groups,
    QueryDeletion deletion,
    AggregateWrites aggregates,
    AggregateComparer comparer) : IIndexMaintenance
{
    private const int EntitiesAtOnce = 1024;

    private static readonly string[] OfEntity = [ContributionFields.EntityType, ContributionFields.EntityId];

    public async Task<IReadOnlyList<string>> CreateAsync(CancellationToken cancellation)
    {
        await preparation.RunAsync(cancellation);
        return await limits.RaiseAsync(cancellation) is { } problem ? [problem] : [];
    }

    public async Task<bool> ExistsAsync(string catalog, CancellationToken cancellation) => await indices.LiveAsync(names.Catalog(catalog).Name, cancellation) is not null;

    public async Task<IReadOnlyList<IndexedSource>> ReadSourcesAsync(string catalog, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        var sources = new List<IndexedSource>();
        var found = groups.GroupsAsync(catalog, IndexKind.Contributions, EntitiesAtOnce, [ContributionFields.SourceSpec, ContributionFields.SourceId], null, cancellation);
        await foreach (var (key, count) in found)
            sources.Add(new(new(key[1], key[0]), count));
        return sources;
    }

    public async IAsyncEnumerable<EntityReference> ReadEntitiesAsync(
        string catalog, IReadOnlyCollection<string>? sourceIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        names.Catalog(catalog);
        var contributed = groups.GroupsAsync(
            catalog,
            IndexKind.Contributions,
            EntitiesAtOnce,
            OfEntity,
            sourceIds is null ? null : Conditions.IsOneOf(ContributionFields.SourceId, sourceIds),
            cancellation).Select(g => new EntityReference(g.Key[0], g.Key[1]));
        var aggregated = sourceIds is null ? AggregatedAsync(catalog, cancellation) : AsyncEnumerable.Empty<EntityReference>();
        await using var left = contributed.GetAsyncEnumerator(cancellation);
        await using var right = aggregated.GetAsyncEnumerator(cancellation);
        var (hasLeft, hasRight) = (await left.MoveNextAsync(), await right.MoveNextAsync());
        while (hasLeft || hasRight)
        {
            var order = !hasRight ? -1 : !hasLeft ? 1 : Compare(left.Current, right.Current);
            yield return order <= 0 ? left.Current : right.Current;
            if (order <= 0)
                hasLeft = await left.MoveNextAsync();
            if (order >= 0)
                hasRight = await right.MoveNextAsync();
        }
    }

    public async Task<IReadOnlyList<WriteOutcome>> RemoveSourcesAsync(
        string catalog, IReadOnlyCollection<string> sourceIds, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        await ThrowIfBuiltAsync(catalog, cancellation);
        var outcomes = await aggregates.WriteAsync(catalog, writes, cancellation);
        var written = writes.Zip(outcomes).Where(w => w.Second.Status is WriteStatus.Created or WriteStatus.Replaced).Select(w => w.First.Entity).ToArray();
        if (written.Length > 0)
        {
            await deletion.RunAsync(
                catalog,
                IndexKind.Contributions,
                [Conditions.IsOneOf(ContributionFields.SourceId, sourceIds), Conditions.AnyOfEntities(written)],
                cancellation);
        }
        return outcomes;
    }

    public Task<IReadOnlyList<AggregateComparison>> CompareAggregatesAsync(string catalog, IReadOnlyList<AggregateWrite> expected, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        return comparer.CompareAsync(catalog, expected, cancellation);
    }

    public async Task<IReadOnlyList<string>> DeleteAsync(string catalog, Action<long>? progress, CancellationToken cancellation)
    {
        names.Catalog(catalog);
        if (await states.FindAsync(catalog, cancellation) is { Built: { } built })
            throw IsBuilt(catalog, built);
        var (gone, done) = (new List<string>(), 0L);
        foreach (var number in (await indices.FindAsync(catalog, cancellation)).Keys.Order())
        {
            done += await indices.CountAsync(catalog, number, cancellation);
            await indices.DeleteAsync(catalog, number, cancellation);
            gone.AddRange(IndexNames.Kinds.Select(k => names.Index(catalog, number, k)));
            progress?.Invoke(done);
        }
        // Only now: whoever finds a live index that nothing is known of takes it for the catalog's.
        await states.ForgetAsync(catalog, cancellation);
        return gone;
    }

    private async IAsyncEnumerable<EntityReference> AggregatedAsync(string catalog, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var hit in search.HitsAsync(catalog, IndexKind.Aggregates, EntitiesAtOnce, OfEntity, json => json.WriteBoolean("_source", false), cancellation))
            yield return EntityOf(hit);
    }

    private static EntityReference EntityOf(JsonElement hit) => new(hit.GetProperty("sort")[0].GetString()!, hit.GetProperty("sort")[1].GetString()!);

    // The order in which the server sorts.
    private static int Compare(EntityReference left, EntityReference right) =>
        ValueOrder.CompareText(left.EntityType, right.EntityType) is not 0 and var byType ? byType : ValueOrder.CompareText(left.EntityId, right.EntityId);

    // What is removed from one generation only would come back with the other.
    private async Task ThrowIfBuiltAsync(string catalog, CancellationToken cancellation)
    {
        if ((await states.ReadAsync(catalog, cancellation)).Built is { } built)
            throw IsBuilt(catalog, built);
    }

    private static StoreException IsBuilt(string catalog, Generation built) =>
        new("GENERATION_BUILDING", $"generation {built.Number} of '{catalog}' is being built: wait until it is live, or abandon it");
}
