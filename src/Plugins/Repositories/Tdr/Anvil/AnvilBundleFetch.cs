using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.BigQuery;
using Azul.Plugins.Repositories.Tdr.Drs;

namespace Azul.Plugins.Repositories.Tdr.Anvil;

/// <summary>Makes one bundle of each kind (<c>spec/indexer.md</c> §5.2 and §6.7).</summary>
internal sealed class AnvilBundleFetch(AnvilRows rows, AnvilReferences references, SourcedBundle bundle)
{
    private readonly SortedDictionary<string, Entity> entities = new(StringComparer.Ordinal);

    /// <summary>A biosample and everything that is connected to it.</summary>
    public async Task<Bundle> PrimaryAsync(string rowId, CancellationToken cancellation)
    {
        var biosample = await OneAsync(AnvilTable.Biosample, rowId, cancellation);
        var links = await new Expansion(references).RunAsync(new(AnvilTable.Biosample, KeyOf(AnvilTable.Biosample, biosample)), cancellation);
        var byKey = await RetrieveAsync(links.Rows, cancellation);
        RequireOneDataset(byKey);
        foreach (var (key, row) in byKey)
            Add(key.Table, Sorted(row.Values));
        return Assemble(links.All().Select(l => new ReferenceLink(l, key => Reference(key.Table, byKey[key]))));
    }

    /// <summary>A supplementary file and the data set. Their lists stay as they are (<c>spec/indexer.md</c> §12.1, item 14).</summary>
    public async Task<Bundle> SupplementaryAsync(string rowId, CancellationToken cancellation)
    {
        var file = await OneAsync(AnvilTable.File, rowId, cancellation);
        if (file["is_supplementary"] != true)
            throw Fault("BUNDLE_NOT_FOUND", Reference(AnvilTable.File, file), "the file is not supplementary");
        var datasets = await rows.DatasetsAsync(cancellation);
        if (datasets is not [var dataset])
            throw Fault("DATASET_COUNT", AnvilTable.Dataset.Name, $"there must be one row, and there are {datasets.Count}");
        Add(AnvilTable.Dataset, dataset.Values);
        Add(AnvilTable.File, file.Values);
        return Assemble([new([Reference(AnvilTable.Dataset, dataset)], null, [Reference(AnvilTable.File, file)])]);
    }

    /// <summary>What DUOS says of the data set.</summary>
    public async Task<Bundle> RegistrationAsync(string rowId, string? description, CancellationToken cancellation)
    {
        var dataset = await OneAsync(AnvilTable.Dataset, rowId, cancellation);
        entities[Reference(AnvilTable.Dataset, dataset)] = new(("description", description), ("version", AnvilBundleId.Version));
        return Assemble([]);
    }

    private async Task<TableRow> OneAsync(AnvilTable table, string rowId, CancellationToken cancellation)
    {
        var found = await rows.FindAsync(table, AnvilTable.RowId, [rowId], cancellation);
        if (found.Count == 0)
            throw Fault("BUNDLE_NOT_FOUND", table.Name, $"there is no row '{rowId}'");
        return found.Count == 1 ? found[0] : throw Fault("ROW_DUPLICATE", table.Name, $"there are {found.Count} rows '{rowId}'");
    }

    private async Task<Dictionary<RowKey, TableRow>> RetrieveAsync(IEnumerable<RowKey> keys, CancellationToken cancellation)
    {
        var byTable = keys.GroupBy(k => k.Table, k => k.Key).ToArray();
        var found = await Task.WhenAll(byTable.Select(async t => (t.Key, Rows: await rows.FindAsync(t.Key, t.Key.Key, [.. t], cancellation))));
        var byKey = new Dictionary<RowKey, TableRow>();
        foreach (var (table, row) in found.SelectMany(f => f.Rows, (f, row) => (f.Key, row)))
        {
            var key = new RowKey(table, KeyOf(table, row));
            if (!byKey.TryAdd(key, row))
                throw Fault("ROW_DUPLICATE", key.ToString(), $"two rows have that key, '{byKey[key].TextOrNull(AnvilTable.RowId)}' and '{row.TextOrNull(AnvilTable.RowId)}'");
        }
        return byTable.SelectMany(t => t, (t, key) => new RowKey(t.Key, key)).FirstOrDefault(k => !byKey.ContainsKey(k)) is { Key: not null } missing
            ? throw Fault("ROW_NOT_FOUND", missing.ToString(), "a row refers to it, but there is no row with that key")
            : byKey;
    }

    private void RequireOneDataset(Dictionary<RowKey, TableRow> byKey)
    {
        var datasets = byKey.Keys.Where(k => k.Table == AnvilTable.Dataset).ToArray();
        if (datasets is not [var dataset])
            throw Fault("DATASET_COUNT", AnvilTable.Dataset.Name, $"a bundle must be of one data set, and this is of {datasets.Length}");
        if (byKey.FirstOrDefault(r => r.Key.Table == AnvilTable.Donor && r.Value.TextOrNull("part_of_dataset_id") != dataset.Key) is { Value: not null } donor)
            throw Fault("DONOR_OF_OTHER_DATASET", donor.Key.ToString(), $"the donor is of the data set '{donor.Value.TextOrNull("part_of_dataset_id")}', and the bundle of '{dataset.Key}'");
    }

    private void Add(AnvilTable table, Entity row)
    {
        var entity = row.With("version", AnvilBundleId.Version);
        var reference = $"{table}/{row[AnvilTable.RowId].AsStringOrNull}";
        if (table == AnvilTable.File)
            entity = entity.With("drs_uri", CheckedDrsUri(reference, row["file_ref"].AsStringOrNull)).With("sha256", "").With("crc32", "");
        entities[reference] = entity;
    }

    private string? CheckedDrsUri(string reference, string? uri)
    {
        try
        {
            if (uri is not null)
                DrsUri.Parse(uri);
            return uri;
        }
        catch (FormatException e)
        {
            throw Fault("ROW_MALFORMED", reference, e.Message, e);
        }
    }

    private Bundle Assemble(IEnumerable<ReferenceLink> links) => new(bundle, "anvil", new Dictionary<string, BundlePart>
    {
        ["entities"] = new(entities.Select(e => KeyValuePair.Create(e.Key, JsonElement.Parse(ValueJson.Serialize(e.Value))))),
        ["links"] = new(JsonElement.Parse(ValueJson.Serialize(Value.List(links.Select(l => l.ToValue()).Order())))),
    });

    private string KeyOf(AnvilTable table, TableRow row) => row.TextOrNull(table.Key) ?? throw Fault("ROW_INCOMPLETE", Reference(table, row), $"the column '{table.Key}' is empty");

    private static string Reference(AnvilTable table, TableRow row) => $"{table}/{row.TextOrNull(AnvilTable.RowId)}";

    private static Entity Sorted(Entity row) =>
        new(row.Select(p => KeyValuePair.Create(p.Key, p.Value.Kind == ValueKind.List ? Value.List(p.Value.AsList.Order()) : p.Value)));

    private BundleException Fault(string code, string where, string reason, Exception? inner = null) => new(code, bundle.Fqid, where, reason, inner);
}
