using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Azul.Search.Embedded;

/// <summary>The store on SQLite files, one for each generation of each catalog. Each batch is one transaction.</summary>
internal sealed class SqliteDocumentStore(CatalogFiles files, ILogger<SqliteDocumentStore> log) : IDocumentStore
{
    // Streams are read in pages, so that no reader keeps the log from being copied to the file for long.
    private const int PageSize = 256;

    // Without contents.
    private const int LightPageSize = 4096;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var catalog in files.All)
        {
            foreach (var generation in catalog.List().Where(g => g.IsCurrent))
                await new AggregateRebuild(catalog.FileOf(generation.Number), log).RunIfNeededAsync(cancellation);
        }
    }

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(
        GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        WriteAsync(files.File(generation), contributions, c => c.Entity, ContributionTable.Write, cancellation);

    // The entity types of replicas are those of the repository, not those of the index.
    public Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation) =>
        WriteAsync(files.File(generation), replicas, _ => null, ReplicaTable.Write, cancellation);

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(
        GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation)
    {
        // Outside of the transaction, which others wait for.
        var prepared = writes.Select(w => (Write: w, Index: w.Document is { } d ? IndexParts.Of(d) : null)).ToArray();
        return WriteAsync(files.File(generation), prepared, p => p.Write.Entity, (connection, p) => AggregateTable.Write(connection, p.Write, p.Index), cancellation);
    }

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        GenerationRef generation, IReadOnlyCollection<EntityReference> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = files.File(generation);
        var left = new Queue<EntityReference>(entities.Distinct().Order(EntityReference.Order));
        StoredContribution? last = null;
        while (left.Count > 0)
        {
            var after = last;
            var page = await file.ReadAsync(connection => ReadPage(connection, left, after), cancellation);
            foreach (var contribution in page)
                yield return last = contribution;
        }
    }

    public async IAsyncEnumerable<IndexedBundle> ReadBundlesAsync(
        GenerationRef generation, string sourceId, string prefix, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = files.File(generation);
        var fold = new BundleFold();
        BundleContribution? last = null;
        List<BundleContribution> page;
        do
        {
            var after = last;
            page = await file.ReadAsync(connection => ContributionTable.ReadNext(connection, sourceId, prefix, after, LightPageSize), cancellation);
            foreach (var contribution in page)
            {
                if (fold.Add(last = contribution) is { } bundle)
                    yield return bundle;
            }
        }
        while (page.Count == LightPageSize);
        if (fold.Finish() is { } end)
            yield return end;
    }

    public async Task<IReadOnlyList<EntityReference>> ReadEntitiesAsync(
        GenerationRef generation, string sourceId, BundleFqid bundle, CancellationToken cancellation) =>
        await files.File(generation).ReadAsync(connection => ContributionTable.Entities(connection, sourceId, bundle), cancellation);

    public async Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(
        GenerationRef generation, IReadOnlyList<EntityReference> entities, CancellationToken cancellation) =>
        await files.File(generation).ReadAsync(
            connection => entities.Select(e => AggregateTable.Version(connection, e)).ToArray(),
            cancellation);

    public Task<DocumentCounts> CountAsync(GenerationRef generation, CancellationToken cancellation) => files.File(generation).ReadAsync(
        connection => new DocumentCounts(
            connection.Number("SELECT count(*) FROM contributions") ?? 0,
            connection.Number("SELECT count(*) FROM aggregates WHERE native IS NOT NULL") ?? 0,
            connection.Number("SELECT count(*) FROM replicas") ?? 0),
        cancellation);

    public async IAsyncEnumerable<Replica> ReadReplicasAsync(GenerationRef generation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = files.File(generation);
        var last = 0L;
        List<(long, Replica)> page;
        do
        {
            var after = last;
            page = await file.ReadAsync(connection => ReplicaTable.ReadNext(connection, after, PageSize), cancellation);
            foreach (var (id, replica) in page)
            {
                last = id;
                yield return replica;
            }
        }
        while (page.Count == PageSize);
    }

    public async Task<string?> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            foreach (var file in files.All.Select(g => g.Live()))
            {
                await file.WriteAsync(
                    c => c.Execute("INSERT INTO meta VALUES ('checks', '1') ON CONFLICT DO UPDATE SET value = CAST(value + 1 AS TEXT)"), cancellation);
                await file.ReadAsync(AggregateTable.LastChange, cancellation);
                var identity = await file.WriteAsync(StoreFormat.Identity, cancellation);
                if (await file.ReadAnewAsync(StoreFormat.FoundIdentity, cancellation) != identity)
                    return StoreErrors.Gone(file.Path).Message;
            }
            return null;
        }
        catch (StoreException error)
        {
            return error.Message;
        }
    }

    /// <summary>Reads on after a contribution, and takes the entities that are read to their end.</summary>
    private static List<StoredContribution> ReadPage(CatalogConnection connection, Queue<EntityReference> left, StoredContribution? after)
    {
        var page = new List<StoredContribution>();
        while (page.Count < PageSize && left.TryPeek(out var entity))
        {
            var asked = PageSize - page.Count;
            var found = ContributionTable.ReadNext(connection, entity, after?.Entity == entity ? after : null, asked);
            page.AddRange(found);
            if (found.Count < asked)
                left.Dequeue();
        }
        return page;
    }

    private static Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(
        CatalogFile file,
        IReadOnlyList<T> items,
        Func<T, EntityReference?> entityOf,
        Func<CatalogConnection, T, WriteStatus> write,
        CancellationToken cancellation) =>
        file.WriteAsync<IReadOnlyList<WriteOutcome>>(
            connection => [.. items.Select(item => Write(file, connection, item, entityOf(item), write))],
            cancellation);

    // A statement that fails undoes itself and nothing else, so that the transaction can go on.
    private static WriteOutcome Write<T>(
        CatalogFile file, CatalogConnection connection, T item, EntityReference? entity, Func<CatalogConnection, T, WriteStatus> write)
    {
        if (entity is { } e && file.Catalog.Metadata.Model.EntityType(e.EntityType) is null)
            return new(WriteStatus.Failed, $"{e.EntityType} is no entity type of the catalog {file.Catalog.Name}");
        try
        {
            return new(write(connection, item));
        }
        catch (SqliteException error) when (StoreErrors.IsAboutDocument(error))
        {
            return new(WriteStatus.Failed, error.Message);
        }
    }
}
