using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.BigQuery;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>Fetches the entities of a bundle and puts it together (<c>spec/indexer.md</c> §6.6).</summary>
internal sealed class HcaBundleAssembly(HcaTables tables, SourcedBundle bundle, string drsHost)
{
    private readonly List<KeyValuePair<string, JsonElement>> metadata = [];
    private readonly List<KeyValuePair<string, JsonElement>> manifest = [];
    private readonly SortedSet<string> stitched = new(StringComparer.Ordinal);

    /// <exception cref="BundleException">An entity is missing, there twice, or malformed.</exception>
    public async Task<Bundle> AssembleAsync(StitchedLinks links, CancellationToken cancellation)
    {
        var types = links.Entities.GroupBy(e => e.Type, e => e.Id).ToArray();
        var tablesOfRows = await Task.WhenAll(types.Select(async type => (Type: type, Rows: await tables.EntitiesAsync(type.Key, [.. type], cancellation))));
        foreach (var (type, rows) in tablesOfRows)
        {
            RequireEachOnce(type.Key, type, rows);
            foreach (var row in rows)
                Add(new(type.Key, row.TextOrNull("id")!), row, links.Own);
        }
        var parts = new Dictionary<string, BundlePart>
        {
            ["manifest"] = new(manifest),
            ["metadata"] = new(metadata),
            ["links"] = new(Guard("links", links.Merge)),
        };
        if (stitched.Count > 0)
            parts["stitched"] = new(JsonElement.Parse(ValueJson.Serialize(Value.List(stitched))));
        return new(bundle, "hca", parts);
    }

    private void RequireEachOnce(string type, IEnumerable<string> ids, IReadOnlyList<TableRow> rows)
    {
        var counts = rows.CountBy(r => r.TextOrNull("id") ?? "").ToDictionary();
        foreach (var id in ids)
        {
            if (counts.GetValueOrDefault(id) is var count and not 1)
                throw Fault(count == 0 ? "ENTITY_NOT_FOUND" : "ENTITY_DUPLICATE", $"{type}/{id}", $"the table '{type}' has {count} rows of that id");
        }
    }

    private void Add(EntityKey entity, TableRow row, IReadOnlySet<EntityKey> own)
    {
        var key = entity.ToString();
        var content = Guard(key, () => JsonElement.Parse(Text(row, "content")));
        metadata.Add(new(key, content));
        var isStitched = !own.Contains(entity);
        if (isStitched)
            stitched.Add(entity.Id);
        if (!entity.IsFile)
            return;
        var entry = Guard(key, () => ManifestEntry.Of(content, JsonElement.Parse(Text(row, "descriptor")), row.TextOrNull("file_id"), drsHost));
        manifest.Add(new(key, JsonElement.Parse(ValueJson.Serialize(entry))));
        // A stitched file is known under both of its ids: that of its metadata and that of its data.
        if (isStitched)
            stitched.Add(entry["uuid"].AsString);
    }

    private static string Text(TableRow row, string column) => row.TextOrNull(column) ?? throw new FormatException($"the column '{column}' is empty");

    private T Guard<T>(string where, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Fault("ROW_MALFORMED", where, e.Message, e);
        }
    }

    private BundleException Fault(string code, string where, string reason, Exception? inner = null) => new(code, bundle.Fqid, where, reason, inner);
}
