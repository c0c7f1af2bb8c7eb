using Azul.Plugins.Repositories.Tdr.BigQuery;

namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>Rows of the tables of an AnVIL snapshot, with all columns of the schema.</summary>
internal sealed class AnvilRows(BigQueryClient bigQuery, TdrSourceSpec source)
{
    private const int MostKeys = 10_000;

    /// <summary>The number of bundles but for that of DUOS.</summary>
    public async Task<long> CountBundlesAsync(CancellationToken cancellation)
    {
        var query = new Query(
            $"the count of biosamples and supplementary files in '{source}'",
            $"""
            SELECT COUNT(*) AS bundles FROM {source.Table("anvil_biosample")}
            UNION ALL
            SELECT COUNT(*) AS bundles FROM {source.Table("anvil_file")} WHERE is_supplementary
            """);
        return (await bigQuery.QueryAsync(query, cancellation)).Sum(row => row.Integer("bundles"));
    }

    /// <summary>The ids of the rows from which bundles are made, and their tables; those of data sets whatever their id.</summary>
    /// <param name="prefix">What the ids start with.</param>
    /// <param name="withDatasets">Whether there are bundles of data sets.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<(string RowId, AnvilTable Table)>> ListAsync(string prefix, bool withDatasets, CancellationToken cancellation)
    {
        var datasets = withDatasets ? $"\nUNION ALL\nSELECT datarepo_row_id, 'anvil_dataset' AS table_name FROM {source.Table("anvil_dataset")}" : "";
        var query = new Query(
            $"the bundles in '{source}' with prefix '{prefix}'",
            $"""
            SELECT datarepo_row_id, 'anvil_biosample' AS table_name FROM {source.Table("anvil_biosample")} WHERE STARTS_WITH(datarepo_row_id, @prefix)
            UNION ALL
            SELECT datarepo_row_id, 'anvil_file' AS table_name FROM {source.Table("anvil_file")} WHERE is_supplementary AND STARTS_WITH(datarepo_row_id, @prefix){datasets}
            ORDER BY datarepo_row_id, table_name
            """)
            .With("prefix", prefix);
        return [.. (await bigQuery.QueryAsync(query, cancellation)).Select(row => (row.Text(AnvilTable.RowId, query), AnvilTable.Find(row.Text("table_name", query))!))];
    }

    /// <summary>Rows by the values of a column, at most as many as there are values.</summary>
    public async Task<IReadOnlyList<TableRow>> FindAsync(AnvilTable table, string column, IReadOnlyCollection<string> values, CancellationToken cancellation)
    {
        var rows = new List<TableRow>();
        foreach (var some in values.Chunk(MostKeys))
        {
            rows.AddRange(await bigQuery.QueryAsync(
                new Query($"the table '{table}' of '{source}'", $"{Select(table)} WHERE {column} IN UNNEST(@values) ORDER BY datarepo_row_id").With("values", some),
                cancellation));
        }
        return rows;
    }

    /// <summary>The data sets of the snapshot, of which there is to be one.</summary>
    public Task<IReadOnlyList<TableRow>> DatasetsAsync(CancellationToken cancellation) =>
        bigQuery.QueryAsync(new Query($"the table '{AnvilTable.Dataset}' of '{source}'", $"{Select(AnvilTable.Dataset)} ORDER BY datarepo_row_id"), cancellation);

    private string Select(AnvilTable table) => $"SELECT datarepo_row_id, {string.Join(", ", table.Columns)} FROM {source.Table(table.Name)}";
}
