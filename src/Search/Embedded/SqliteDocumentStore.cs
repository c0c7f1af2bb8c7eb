using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Plugins.Naming;
using Azul.Search.Documents;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Azul.Search.Embedded;

/// <summary>The store on SQLite files, one for each catalog. Each batch is one transaction.</summary>
internal sealed class SqliteDocumentStore(CatalogFiles files, ILogger<SqliteDocumentStore> log) : IDocumentStore
{
    // Streams are read in pages, so that no reader keeps the log from being copied to the file for long.
    private const int PageSize = 256;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        foreach (var file in files.All)
            await new AggregateRebuild(file, log).RunIfNeededAsync(cancellation);
    }

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(
        string catalog, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        WriteAsync(File(catalog), contributions, c => c.Entity, ContributionTable.Write, cancellation);

    // The entity types of replicas are those of the repository, not those of the index.
    public Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(string catalog, IReadOnlyList<Replica> replicas, CancellationToken cancellation) =>
        WriteAsync(File(catalog), replicas, _ => null, ReplicaTable.Write, cancellation);

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(
        string catalog, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation)
    {
        // Outside of the transaction, which others wait for.
        var prepared = writes.Select(w => (Write: w, Index: w.Document is { } d ? IndexParts.Of(d) : null)).ToArray();
        return WriteAsync(File(catalog), prepared, p => p.Write.Entity, (connection, p) => AggregateTable.Write(connection, p.Write, p.Index), cancellation);
    }

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        string catalog, EntityReference entity, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = File(catalog);
        StoredContribution? last = null;
        List<StoredContribution> page;
        do
        {
            var after = last;
            page = await file.ReadAsync(connection => ContributionTable.ReadNext(connection, entity, after, PageSize), cancellation);
            foreach (var contribution in page)
                yield return last = contribution;
        }
        while (page.Count == PageSize);
    }

    public async Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(
        string catalog, IReadOnlyList<EntityReference> entities, CancellationToken cancellation) =>
        await File(catalog).ReadAsync(
            connection => entities.Select(e => AggregateTable.Version(connection, e)).ToArray(),
            cancellation);

    public Task<DocumentCounts> CountAsync(string catalog, CancellationToken cancellation) => File(catalog).ReadAsync(
        connection => new DocumentCounts(
            connection.Number("SELECT count(*) FROM contributions") ?? 0,
            connection.Number("SELECT count(*) FROM aggregates WHERE native IS NOT NULL") ?? 0,
            connection.Number("SELECT count(*) FROM replicas") ?? 0),
        cancellation);

    public async IAsyncEnumerable<Replica> ReadReplicasAsync(string catalog, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = File(catalog);
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
            foreach (var file in files.All)
            {
                await file.WriteAsync(
                    c => c.Execute("INSERT INTO meta VALUES ('checks', '1') ON CONFLICT DO UPDATE SET value = CAST(value + 1 AS TEXT)"), cancellation);
                await file.ReadAsync(AggregateTable.LastChange, cancellation);
            }
            return null;
        }
        catch (StoreException error)
        {
            return error.Message;
        }
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

    private CatalogFile File(string catalog) => files.Find(catalog)
        ?? throw new StoreException("UNKNOWN_CATALOG", $"There is no catalog '{catalog}'{NearestNames.Hint(catalog, files.Names)}");
}
