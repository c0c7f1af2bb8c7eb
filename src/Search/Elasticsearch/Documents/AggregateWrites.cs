using System.Collections.Concurrent;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Bulk;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Writes aggregates over the versions of them that were read.</summary>
internal sealed class AggregateWrites(BulkWriter bulk, StoredStates stored, IndexNames names)
{
    private readonly ConcurrentDictionary<string, ColumnMapping> columns = [];

    public async Task<WriteOutcome[]> WriteAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation)
    {
        var outcomes = new WriteOutcome[writes.Count];
        var written = Enumerable.Range(0, writes.Count).Where(i => writes[i] is not { Document: null, ExpectedVersion: 0 }).ToArray();
        var mapping = ColumnsOf(generation.Catalog);
        var results = await bulk.WriteAsync(names.Alias(generation, IndexKind.Aggregates), [.. written.Select(i => Operation(writes[i], mapping))], cancellation);
        results.ThrowIfMissing(generation);
        foreach (var (index, result) in written.Zip(results))
            outcomes[index] = result.ToOutcome();
        await CheckAbsentAsync(generation, writes, [.. Enumerable.Range(0, writes.Count).Except(written)], outcomes, cancellation);
        return outcomes;
    }

    /// <summary>The columns of a catalog.</summary>
    public ColumnMapping ColumnsOf(string catalog) => columns.GetOrAdd(catalog, name => new(names.Catalog(name).Metadata.Model));

    // What is not there need not be deleted, but it must not be there.
    private async Task CheckAbsentAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> writes, int[] absent, WriteOutcome[] outcomes, CancellationToken cancellation)
    {
        var versions = await stored.VersionsAsync(generation, IndexKind.Aggregates, [.. absent.Select(i => DocumentId.Of(writes[i].Entity))], cancellation);
        foreach (var (index, version) in absent.Zip(versions))
            outcomes[index] = new(version is null ? WriteStatus.Replaced : WriteStatus.Conflict);
    }

    private static BulkOperation Operation(AggregateWrite write, ColumnMapping columns)
    {
        var id = DocumentId.Of(write.Entity);
        var expected = DocumentVersion.Unpack(write.ExpectedVersion);
        return write switch
        {
            { Document: null } => BulkOperation.Delete(id, expected),
            { ExpectedVersion: 0 } => BulkOperation.Create(id, json => AggregateFields.Write(json, write.Document, columns)),
            _ => BulkOperation.Replace(id, expected, json => AggregateFields.Write(json, write.Document, columns)),
        };
    }
}
