using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>The fields of a replica.</summary>
internal static class ReplicaFields
{
    public const string EntityType = "entity_type";
    public const string EntityId = "entity_id";
    public const string ContentHash = "content_hash";
    public const string HubIds = "hub_ids";

    /// <summary>The payload, which is read with the source and so not stored besides.</summary>
    public const string Contents = "contents";

    public static void WriteProperties(Utf8JsonWriter json)
    {
        json.WriteKeywords(EntityType, EntityId, ContentHash, HubIds);
        json.WriteUnread(Contents);
    }

    public static void Write(Utf8JsonWriter json, Replica replica, IEnumerable<string> hubIds)
    {
        json.WriteString(EntityType, replica.Entity.EntityType);
        json.WriteString(EntityId, replica.Entity.EntityId);
        json.WriteString(ContentHash, replica.ContentHash);
        json.WriteStartArray(HubIds);
        foreach (var hub in hubIds)
            json.WriteStringValue(hub);
        json.WriteEndArray();
        json.WriteString(Contents, replica.Contents.Span);
    }

    public static Replica Read(JsonElement hit)
    {
        var source = hit.GetProperty("_source");
        return new(
            new(source.GetProperty(EntityType).GetString()!, source.GetProperty(EntityId).GetString()!),
            source.GetProperty(ContentHash).GetString()!,
            Json.TextOf(source.GetProperty(Contents)),
            [.. HubsOf(source)]);
    }

    public static IEnumerable<string> HubsOf(JsonElement source) => source.GetProperty(HubIds).EnumerateArray().Select(h => h.GetString()!);
}
