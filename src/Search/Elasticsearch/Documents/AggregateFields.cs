using System.Text.Json;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Columns;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>The fields of an aggregate, beside those of its columns (<see cref="ColumnMapping"/>). A deleted aggregate is no document any more (<see cref="DocumentVersion"/>).</summary>
internal static class AggregateFields
{
    public const string EntityType = "entity_type";
    public const string EntityId = "entity_id";
    public const string SourceIds = "source_ids";

    /// <summary>The payload with the native document.</summary>
    public const string Native = "native";

    /// <summary>The payload with the hit as REST shows it; not there for an entity type that is not exposed.</summary>
    public const string Hit = "hit";

    /// <summary>What the mapping says of the plugin that it was made for.</summary>
    public const string Fingerprint = "fingerprint";

    public static void WriteProperties(Utf8JsonWriter json, ColumnMapping columns)
    {
        json.WriteKeywords(EntityType, EntityId, SourceIds);
        columns.WriteProperties(json);
    }

    public static void Write(Utf8JsonWriter json, AggregateDocument document, ColumnMapping columns)
    {
        json.WriteString(EntityType, document.Entity.EntityType);
        json.WriteString(EntityId, document.Entity.EntityId);
        json.WriteStartArray(SourceIds);
        foreach (var source in document.SourceIds)
            json.WriteStringValue(source);
        json.WriteEndArray();
        columns.WriteValues(json, document.Columns);
        json.WriteString(Native, document.Native.Span);
        if (document.Hit.Length > 0)
            json.WriteString(Hit, document.Hit.Span);
    }
}
