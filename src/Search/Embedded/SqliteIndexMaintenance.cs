using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search.Embedded;

/// <summary>Maintenance of the SQLite file of each catalog's live generation. What takes long is done in many short transactions, so that nobody has to wait.</summary>
internal sealed class SqliteIndexMaintenance(CatalogFiles files, IGenerations generations, IDocumentStore store) : IIndexMaintenance
{
    private const int EntitiesAtOnce = 1024;
    private const int DeletedAtOnce = 4096;

    public async Task<IReadOnlyList<string>> CreateAsync(CancellationToken cancellation)
    {
        await store.OpenAsync(cancellation);
        return [];
    }

    public Task<bool> ExistsAsync(string catalog, CancellationToken cancellation) => Task.FromResult(System.IO.File.Exists(File(catalog).Path));

    public async Task<IReadOnlyList<IndexedSource>> ReadSourcesAsync(string catalog, CancellationToken cancellation) =>
        await File(catalog).ReadAsync(MaintenanceQueries.Sources, cancellation);

    public async Task<IReadOnlyList<SourceRef>> ListSourcesAsync(string catalog, CancellationToken cancellation) =>
        await File(catalog).ReadAsync(MaintenanceQueries.DistinctSources, cancellation);

    public async IAsyncEnumerable<EntityReference> ReadEntitiesAsync(
        string catalog, IReadOnlyCollection<string>? sourceIds, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var file = File(catalog);
        var ids = sourceIds is null ? null : JsonSerializer.Serialize(sourceIds);
        var last = new EntityReference("", "");
        List<EntityReference> page;
        do
        {
            var after = last;
            page = await file.ReadAsync(connection => MaintenanceQueries.Entities(connection, ids, after, EntitiesAtOnce), cancellation);
            foreach (var entity in page)
                yield return last = entity;
        }
        while (page.Count == EntitiesAtOnce);
    }

    public Task<IReadOnlyList<WriteOutcome>> RemoveSourcesAsync(
        string catalog, IReadOnlyCollection<string> sourceIds, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation)
    {
        var ids = JsonSerializer.Serialize(sourceIds);
        var prepared = writes.Select(w => (Write: w, Index: w.Document is { } d ? IndexParts.Of(d) : null)).ToArray();
        return OnlyFile(catalog).WriteAsync<IReadOnlyList<WriteOutcome>>(
            connection => [.. prepared.Select(p => new WriteOutcome(Remove(connection, ids, p.Write, p.Index)))], cancellation);
    }

    public async Task<IReadOnlyList<AggregateComparison>> CompareAggregatesAsync(
        string catalog, IReadOnlyList<AggregateWrite> expected, CancellationToken cancellation)
    {
        var prepared = expected.Select(w => (Write: w, Index: w.Document is { } d ? IndexParts.Of(d) : null)).ToArray();
        return await File(catalog).ReadAsync(
            connection => prepared.Select(p => MaintenanceQueries.Compare(connection, p.Write, p.Index)).ToArray(), cancellation);
    }

    /// <remarks>The file of the live generation stays, for others have it open: it is emptied.</remarks>
    public async Task<IReadOnlyList<string>> DeleteAsync(string catalog, Action<long>? progress, CancellationToken cancellation)
    {
        var file = OnlyFile(catalog);
        var done = 0L;
        // Contributions first: an aggregate that is made anew meanwhile would be made of them.
        foreach (var delete in MaintenanceQueries.Deletions)
        {
            for (var deleted = DeletedAtOnce; deleted == DeletedAtOnce;)
            {
                deleted = await file.WriteAsync(connection => delete(connection, DeletedAtOnce), cancellation);
                progress?.Invoke(done += deleted);
            }
        }
        var others = await generations.CleanUpAsync(catalog, DateTimeOffset.MaxValue, cancellation);
        return [.. others.Select(g => string.Create(CultureInfo.InvariantCulture, $"generation {g.Number}"))];
    }

    private static WriteStatus Remove(CatalogConnection connection, string sourceIds, AggregateWrite write, IndexParts? index)
    {
        var status = AggregateTable.Write(connection, write, index);
        if (status != WriteStatus.Conflict)
            MaintenanceQueries.RemoveContributions(connection, write.Entity, sourceIds);
        return status;
    }

    private CatalogFile File(string catalog) => files.Generations(catalog).Live();

    // What is removed from one generation only would come back with the other.
    private CatalogFile OnlyFile(string catalog) => files.Generations(catalog).List().FirstOrDefault(g => g.IsBuilt) is { } built
        ? throw new StoreException("GENERATION_BUILDING", $"generation {built.Number} of '{catalog}' is being built: wait until it is live, or abandon it")
        : File(catalog);
}
