using System.Security.Cryptography;
using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Elasticsearch.Documents;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>The settings and mappings of indices.</summary>
internal sealed class IndexBodies(ElasticsearchOptions options)
{
    /// <summary>To be raised whenever what the documents hold changes.</summary>
    private const int Format = 3;

    // Kept as the texts that they are besides, so that an answer has one of them without the rest of the document. The source has them as well: to leave them out of it costs more than they do, for
    // Elasticsearch then writes it once more, and keeps what came for the recovery of copies.
    private static readonly string[] AggregatePayloads = [AggregateFields.Native, AggregateFields.Hit];

    /// <summary>The body that makes an index.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="kind">The kind of index.</param>
    /// <param name="aliases">The names that it gets.</param>
    public ReadOnlyMemory<byte> Of(Catalog catalog, IndexKind kind, IEnumerable<string> aliases) => Json.Object(json =>
    {
        json.WriteStartObject("settings");
        WriteSettings(json, kind);
        json.WriteEndObject();
        json.WriteStartObject("mappings");
        WriteMapping(json, catalog, kind);
        json.WriteEndObject();
        json.WriteStartObject("aliases");
        foreach (var alias in aliases)
        {
            json.WriteStartObject(alias);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    });

    /// <summary>Changes whenever documents made with an earlier version of the plugin do not have the fields or hits that this one's have.</summary>
    public static string Fingerprint(Catalog catalog)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Json.Object(json =>
        {
            json.WriteNumber("format", Format);
            json.WriteString("plugin", PluginFingerprint.Of(catalog.Metadata));
            new ColumnMapping(catalog.Metadata.Model).WriteProperties(json);
        }).Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void WriteSettings(Utf8JsonWriter json, IndexKind kind)
    {
        json.WriteNumber("number_of_shards", options.Shards);
        json.WriteNumber("number_of_replicas", options.Replicas);
        if (kind != IndexKind.Aggregates)
        {
            // Who reads contributions and replicas refreshes them first.
            json.WriteString("refresh_interval", "30s");
            return;
        }
        if (options.RefreshInterval is { } interval)
            json.WriteString("refresh_interval", $"{(long)interval.TotalMilliseconds}ms");
        // A plugin with many fields, and an entity with very many values.
        json.WriteNumber("mapping.total_fields.limit", 20_000);
        json.WriteNumber("mapping.nested_fields.limit", 1000);
        json.WriteNumber("mapping.nested_objects.limit", 1_000_000);
        json.WriteNumber("max_terms_count", 1_000_000);
    }

    private static void WriteMapping(Utf8JsonWriter json, Catalog catalog, IndexKind kind)
    {
        json.WriteString("dynamic", "strict");
        if (kind == IndexKind.Aggregates)
        {
            json.WriteStartObject("_meta");
            json.WriteString(AggregateFields.Fingerprint, Fingerprint(catalog));
            json.WriteEndObject();
        }
        json.WriteStartObject("properties");
        switch (kind)
        {
            case IndexKind.Contributions:
                ContributionFields.WriteProperties(json);
                break;
            case IndexKind.Aggregates:
                foreach (var payload in AggregatePayloads)
                    WritePayload(json, payload);
                AggregateFields.WriteProperties(json, new(catalog.Metadata.Model));
                break;
            default:
                ReplicaFields.WriteProperties(json);
                break;
        }
        json.WriteEndObject();
    }

    private static void WritePayload(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "text");
        json.WriteBoolean("index", false);
        json.WriteBoolean("store", true);
        json.WriteEndObject();
    }
}
