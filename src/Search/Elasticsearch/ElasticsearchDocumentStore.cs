using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.State;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch;

/// <summary>
/// The store on Elasticsearch. A write is durable on every copy of a shard before it is acknowledged. Reads of contributions see every acknowledged write, as they refresh the index first; those of
/// versions read documents by id, which needs no refresh.
/// </summary>
internal sealed class ElasticsearchDocumentStore(
    ElasticsearchConnection connection,
    IndexNames names,
    IndexPreparation preparation,
    CatalogStates states,
    SortedSearch search,
    StoredStates stored,
    ContributionWrites contributionWrites,
    ReplicaWrites replicaWrites,
    AggregateWrites aggregateWrites,
    SharedRefresh refresh,
    CatalogList catalogs) : IDocumentStore
{
    private const int PageSize = 256;

    // Without contents.
    private const int LightPageSize = 4096;

    private static readonly int[] Missing = [404];
    private static readonly TimeSpan CheckWithin = TimeSpan.FromSeconds(5);

    private static readonly string[] ByEntity =
    [
        ContributionFields.EntityType, ContributionFields.EntityId, ContributionFields.BundleUuid, ContributionFields.BundleVersion, ContributionFields.IsAddition,
    ];

    private static readonly string[] ByBundle =
    [
        ContributionFields.BundleUuid, ContributionFields.BundleVersion, ContributionFields.EntityType, ContributionFields.EntityId, ContributionFields.IsAddition,
    ];

    private static readonly string[] ByContent = [ReplicaFields.EntityType, ReplicaFields.EntityId, ReplicaFields.ContentHash];

    public Task OpenAsync(CancellationToken cancellation) => preparation.RunAsync(cancellation);

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(
        GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        WriteKnownAsync(generation, contributions, c => c.Entity, known => contributionWrites.WriteAsync(generation, known, cancellation));

    // The entity types of replicas are those of the repository, not those of the index.
    public async Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        return await replicaWrites.WriteAsync(generation, replicas, cancellation);
    }

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(
        GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation) =>
        WriteKnownAsync(generation, writes, w => w.Entity, known => aggregateWrites.WriteAsync(generation, known, cancellation));

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        GenerationRef generation, IReadOnlyCollection<EntityReference> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        if (entities.Count == 0)
            yield break;
        var hits = search.HitsAsync(
            generation,
            IndexKind.Contributions,
            PageSize,
            ByEntity,
            json =>
            {
                json.WriteQuery(Conditions.AnyOfEntities(entities));
                json.WriteBoolean("_source", true);
            },
            cancellation);
        await foreach (var hit in hits)
            yield return ContributionFields.Read(hit);
    }

    public async IAsyncEnumerable<IndexedBundle> ReadBundlesAsync(
        GenerationRef generation, string sourceId, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        var fold = new BundleFold();
        var hits = search.HitsAsync(
            generation,
            IndexKind.Contributions,
            LightPageSize,
            ByBundle,
            json =>
            {
                json.WriteQuery(Conditions.Is(ContributionFields.SourceId, sourceId), Conditions.StartsWith(ContributionFields.BundleUuid, prefix));
                WriteFields(json, ContributionFields.ListedAt);
            },
            cancellation);
        await foreach (var hit in hits)
        {
            if (fold.Add(BundleContributionOf(hit)) is { } bundle)
                yield return bundle;
        }
        if (fold.Finish() is { } end)
            yield return end;
    }

    public async Task<IReadOnlyList<EntityReference>> ReadEntitiesAsync(
        GenerationRef generation, string sourceId, BundleFqid bundle, CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        var entities = new List<EntityReference>();
        var hits = search.HitsAsync(
            generation,
            IndexKind.Contributions,
            LightPageSize,
            [ContributionFields.EntityType, ContributionFields.EntityId],
            json =>
            {
                json.WriteQuery(
                    Conditions.Is(ContributionFields.SourceId, sourceId),
                    Conditions.Is(ContributionFields.BundleUuid, bundle.Uuid),
                    Conditions.Is(ContributionFields.BundleVersion, bundle.Version),
                    Conditions.Is(ContributionFields.IsAddition, 1));
                WriteFields(json);
            },
            cancellation);
        await foreach (var hit in hits)
            entities.Add(new(hit.GetProperty("sort")[0].GetString()!, hit.GetProperty("sort")[1].GetString()!));
        return entities;
    }

    public async Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(
        GenerationRef generation, IReadOnlyList<EntityReference> entities, CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        var versions = await stored.VersionsAsync(generation, IndexKind.Aggregates, [.. entities.Select(DocumentId.Of)], cancellation);
        return [.. versions.Select(v => v?.Packed ?? 0)];
    }

    public async Task<DocumentCounts> CountAsync(GenerationRef generation, CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        var counts = await Task.WhenAll(IndexNames.Kinds.Select(kind => CountAsync(generation, kind, cancellation)));
        return new(counts[(int)IndexKind.Contributions], counts[(int)IndexKind.Aggregates], counts[(int)IndexKind.Replicas]);
    }

    public async IAsyncEnumerable<Replica> ReadReplicasAsync(GenerationRef generation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        names.Catalog(generation.Catalog);
        await foreach (var hit in search.HitsAsync(generation, IndexKind.Replicas, PageSize, ByContent, json => json.WriteBoolean("_source", true), cancellation))
            yield return ReplicaFields.Read(hit);
    }

    public async Task<string?> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var catalog in catalogs)
                await CheckAsync(catalog, cancellation);
            await preparation.CheckWritableAsync(CheckWithin, cancellation);
            return null;
        }
        catch (StoreException error)
        {
            return error.Message;
        }
    }

    private async Task CheckAsync(Catalog catalog, CancellationToken cancellation)
    {
        var request = ElasticsearchRequest.Get($"{names.Alias(catalog.Name, IndexKind.Aggregates)}/_count") with { Expected = Missing, Within = CheckWithin };
        using var answer = await connection.SendAsync(request, cancellation);
        // That it was deleted is no fault.
        if (answer.Status == 404 && (await states.ReadAsync(catalog.Name, cancellation)).Live is not null)
            throw IndexFaults.Missing(catalog.Name);
    }

    private async Task<long> CountAsync(GenerationRef generation, IndexKind kind, CancellationToken cancellation)
    {
        var alias = names.Alias(generation, kind);
        await refresh.RefreshAsync(alias, cancellation);
        using var answer = await connection.SendAsync(ElasticsearchRequest.Get($"{alias}/_count") with { Expected = Missing }, cancellation);
        if (answer.Status == 404)
            throw IndexFaults.Missing(generation);
        using var json = answer.Parse();
        return json.RootElement.GetProperty("count").GetInt64();
    }

    // Of those whose entity type the catalog does not have, none is sent.
    private async Task<IReadOnlyList<WriteOutcome>> WriteKnownAsync<T>(
        GenerationRef generation, IReadOnlyList<T> items, Func<T, EntityReference> entityOf, Func<IReadOnlyList<T>, Task<WriteOutcome[]>> write)
    {
        var catalog = names.Catalog(generation.Catalog);
        var outcomes = new WriteOutcome[items.Count];
        var known = new List<int>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var type = entityOf(items[i]).EntityType;
            if (catalog.Metadata.Model.EntityType(type) is null)
                outcomes[i] = new(WriteStatus.Failed, $"{type} is no entity type of the catalog {catalog.Name}");
            else
                known.Add(i);
        }
        foreach (var (index, outcome) in known.Zip(await write([.. known.Select(i => items[i])])))
            outcomes[index] = outcome;
        return outcomes;
    }

    private static BundleContribution BundleContributionOf(JsonElement hit)
    {
        var sort = hit.GetProperty("sort");
        var listedAt = hit.GetProperty("fields").GetProperty(ContributionFields.ListedAt)[0].GetInt64();
        return new(
            new(sort[0].GetString()!, sort[1].GetString()!), new(sort[2].GetString()!, sort[3].GetString()!), sort[4].GetInt32() == 0, ContributionFields.TimeOf(listedAt));
    }

    private static void WriteFields(Utf8JsonWriter json, params ReadOnlySpan<string> fields)
    {
        json.WriteBoolean("_source", false);
        json.WriteStartArray("docvalue_fields");
        foreach (var field in fields)
            json.WriteStringValue(field);
        json.WriteEndArray();
    }
}
