using Azul.Plugins.Repositories.Tdr.BigQuery;

namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>Which rows refer to which (<c>spec/indexer.md</c> §6.7).</summary>
internal sealed class AnvilReferences(BigQueryClient bigQuery, TdrSourceSpec source)
{
    private const string UsedFile = "used_file_id";
    private const string UsedBiosample = "used_biosample_id";
    private const string GeneratedFile = "generated_file_id";

    /// <summary>What activities made from files or from biosamples: from each to all files of the activity.</summary>
    public async Task<IEnumerable<RowLink>> UsesOfAsync(AnvilTable used, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        var column = used == AnvilTable.File ? UsedFile : UsedBiosample;
        var links = new List<RowLink>();
        foreach (var (activity, row) in await ActivitiesAsync(column, keys, cancellation))
            links.Add(new([.. row.Texts(column).Where(keys.Contains).Select(k => new RowKey(used, k))], activity, Files(row, GeneratedFile)));
        return links;
    }

    /// <summary>What files were made from: from everything that an activity used to the files in question.</summary>
    public async Task<IEnumerable<RowLink>> OriginsOfFilesAsync(IReadOnlyCollection<string> files, CancellationToken cancellation)
    {
        var links = new List<RowLink>();
        foreach (var (activity, row) in await ActivitiesAsync(GeneratedFile, files, cancellation))
        {
            RowKey[] used = [.. Files(row, UsedFile), .. row.Texts(UsedBiosample).Select(k => new RowKey(AnvilTable.Biosample, k))];
            links.Add(new(used, activity, [.. Files(row, GeneratedFile).Where(f => files.Contains(f.Key))]));
        }
        return links;
    }

    /// <summary>The data set and the donors of biosamples.</summary>
    public async Task<IEnumerable<RowLink>> OriginsOfBiosamplesAsync(IReadOnlyCollection<string> biosamples, CancellationToken cancellation)
    {
        if (biosamples.Count == 0)
            return [];
        var query = new Query(
            $"the data sets and donors of biosamples in '{source}'",
            $"SELECT biosample_id, part_of_dataset_id, donor_id FROM {source.Table("anvil_biosample")} WHERE biosample_id IN UNNEST(@keys)")
            .With("keys", biosamples);
        var links = new List<RowLink>();
        foreach (var row in await bigQuery.QueryAsync(query, cancellation))
        {
            var biosample = new RowKey(AnvilTable.Biosample, row.Text("biosample_id", query));
            var datasets = row.Texts("part_of_dataset_id").ToArray();
            if (datasets.Length != 1)
                throw new RepositoryException("REFERENCE_COUNT", $"{biosample} in '{source}' must be part of exactly one data set, and is of {datasets.Length}");
            links.Add(new([new(AnvilTable.Dataset, datasets[0])], null, [biosample]));
            links.AddRange(row.Texts("donor_id").Select(donor => new RowLink([new(AnvilTable.Donor, donor)], null, [biosample])));
        }
        return links;
    }

    /// <summary>The diagnoses of donors. They lead to the donor, not the other way.</summary>
    public async Task<IEnumerable<RowLink>> DiagnosesOfDonorsAsync(IReadOnlyCollection<string> donors, CancellationToken cancellation)
    {
        if (donors.Count == 0)
            return [];
        var query = new Query(
            $"the diagnoses of donors in '{source}'",
            $"SELECT diagnosis_id, donor_id FROM {source.Table("anvil_diagnosis")} WHERE donor_id IN UNNEST(@keys)")
            .With("keys", donors);
        return [.. (await bigQuery.QueryAsync(query, cancellation)).Select(row => new RowLink(
            [new(AnvilTable.Diagnosis, row.Text("diagnosis_id", query))], null, [new(AnvilTable.Donor, row.Text("donor_id", query))]))];
    }

    private async Task<IEnumerable<(RowKey Activity, TableRow Row)>> ActivitiesAsync(string column, IReadOnlyCollection<string> keys, CancellationToken cancellation)
    {
        if (keys.Count == 0)
            return [];
        var query = new Query(
            $"the activities in '{source}' with a certain {column}",
            string.Join("\nUNION ALL\n", AnvilTable.Activities.Where(t => t.Has(column)).Select(t => Select(t, column))))
            .With("keys", keys);
        return [.. (await bigQuery.QueryAsync(query, cancellation)).Select(row => (new RowKey(AnvilTable.Find(row.Text("activity_table", query))!, row.Text("activity_id", query)), row))];
    }

    private string Select(AnvilTable table, string column) => $"""
        SELECT '{table.Name}' AS activity_table, {table.Key} AS activity_id, {OrNone(table, UsedFile)}, {OrNone(table, UsedBiosample)}, {OrNone(table, GeneratedFile)}
        FROM {source.Table(table.Name)} WHERE EXISTS (SELECT 1 FROM UNNEST({column}) AS reference WHERE reference IN UNNEST(@keys))
        """;

    private static string OrNone(AnvilTable table, string column) => table.Has(column) ? column : $"ARRAY<STRING>[] AS {column}";

    private static RowKey[] Files(TableRow row, string column) => [.. row.Texts(column).Select(k => new RowKey(AnvilTable.File, k))];
}
