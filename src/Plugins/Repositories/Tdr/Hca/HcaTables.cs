using Azul.Plugins.Repositories.Tdr.BigQuery;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>What is asked of the tables of an HCA snapshot: one table per type of entity, and <c>links</c> (<c>spec/indexer.md</c> §6.6).</summary>
internal sealed class HcaTables(BigQueryClient bigQuery, TdrSourceSpec source)
{
    // Keeps a request well below the 10 MB that BigQuery takes.
    private const int MostIds = 10_000;

    public async Task<long> CountLinksAsync(CancellationToken cancellation)
    {
        var query = new Query($"the count of links in '{source}'", $"SELECT COUNT(*) AS bundles FROM {source.Table("links")}");
        return (await bigQuery.QueryAsync(query, cancellation))[0].Integer("bundles");
    }

    /// <summary>The id and version of bundles, by id.</summary>
    public async Task<IReadOnlyList<(string Id, string Version)>> ListLinksAsync(string prefix, CancellationToken cancellation)
    {
        var query = new Query(
            $"the links in '{source}' with prefix '{prefix}'",
            $"SELECT links_id, version FROM {source.Table("links")} WHERE STARTS_WITH(links_id, @prefix) ORDER BY links_id, version")
            .With("prefix", prefix);
        return [.. (await bigQuery.QueryAsync(query, cancellation)).Select(row => (row.Text("links_id", query), row.Text("version", query)))];
    }

    /// <summary>The links of bundles, of every version that is there: columns <c>links_id, version, content, project_id</c>.</summary>
    public Task<IReadOnlyList<TableRow>> LinksAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) => bigQuery.QueryAsync(
        new Query(
            $"links in '{source}'",
            $"SELECT links_id, version, content, project_id FROM {source.Table("links")} WHERE links_id IN UNNEST(@ids) ORDER BY links_id, version")
            .With("ids", ids),
        cancellation);

    /// <summary>The bundles in which a process has one of the outputs: columns <c>links_id, version, output_id</c>.</summary>
    public Task<IReadOnlyList<TableRow>> ProducersAsync(IReadOnlyCollection<string> outputs, CancellationToken cancellation) => bigQuery.QueryAsync(
        new Query(
            $"the links in '{source}' with certain outputs",
            $"""
            SELECT bundle.links_id, bundle.version, JSON_VALUE(output, '$.output_id') AS output_id
            FROM {source.Table("links")} AS bundle, UNNEST(JSON_QUERY_ARRAY(bundle.content, '$.links')) AS link, UNNEST(JSON_QUERY_ARRAY(link, '$.outputs')) AS output
            WHERE JSON_VALUE(link, '$.link_type') = 'process_link' AND JSON_VALUE(output, '$.output_id') IN UNNEST(@outputs)
            ORDER BY links_id, version
            """)
            .With("outputs", outputs),
        cancellation);

    /// <summary>The rows of entities of a type, by id: columns <c>id, content</c> and, of files, <c>descriptor, file_id</c>.</summary>
    public async Task<IReadOnlyList<TableRow>> EntitiesAsync(string type, IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        foreach (var some in ids.Order(StringComparer.Ordinal).Chunk(MostIds))
            rows.AddRange(await bigQuery.QueryAsync(EntitiesQuery(type, some), cancellation));
        return rows;
    }

    private Query EntitiesQuery(string type, IReadOnlyCollection<string> ids)
    {
        var more = new EntityKey(type, "").IsFile ? ", descriptor, file_id" : "";
        return new Query(
            $"the table '{type}' of '{source}'",
            $"SELECT {type}_id AS id, content{more} FROM {source.Table(type)} WHERE {type}_id IN UNNEST(@ids) ORDER BY id")
            .With("ids", ids);
    }
}
