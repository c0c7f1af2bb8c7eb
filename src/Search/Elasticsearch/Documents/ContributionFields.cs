using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>The fields of a contribution.</summary>
internal static class ContributionFields
{
    public const string EntityType = "entity_type";
    public const string EntityId = "entity_id";
    public const string BundleUuid = "bundle_uuid";
    public const string BundleVersion = "bundle_version";

    /// <summary>1 for an addition and 0 for a deletion, so that deletions come first.</summary>
    public const string IsAddition = "is_addition";

    public const string SourceId = "source_id";
    public const string SourceSpec = "source_spec";

    /// <summary>The time of the listing in milliseconds since 1970, 0 for a notification.</summary>
    public const string ListedAt = "listed_at";

    /// <summary>The payload, which is read with the source and so not stored besides.</summary>
    public const string Contents = "contents";

    public static void WriteProperties(Utf8JsonWriter json)
    {
        json.WriteKeywords(EntityType, EntityId, BundleUuid, BundleVersion, SourceId, SourceSpec);
        json.WriteField(IsAddition, "byte");
        json.WriteField(ListedAt, "long");
        json.WriteUnread(Contents);
    }

    public static void Write(Utf8JsonWriter json, StoredContribution contribution, long listedAt)
    {
        json.WriteString(EntityType, contribution.Entity.EntityType);
        json.WriteString(EntityId, contribution.Entity.EntityId);
        json.WriteString(BundleUuid, contribution.Bundle.Uuid);
        json.WriteString(BundleVersion, contribution.Bundle.Version);
        json.WriteNumber(IsAddition, contribution.Deleted ? 0 : 1);
        json.WriteString(SourceId, contribution.Source.Id);
        json.WriteString(SourceSpec, contribution.Source.Spec);
        json.WriteNumber(ListedAt, listedAt);
        json.WriteString(Contents, contribution.Contents.Span);
    }

    /// <summary>The contribution that a hit with source and payload is.</summary>
    public static StoredContribution Read(JsonElement hit)
    {
        var source = hit.GetProperty("_source");
        return new(
            EntityOf(source), BundleOf(source), new(Text(source, SourceId), Text(source, SourceSpec)), IsDeleted(source), Json.TextOf(source.GetProperty(Contents)))
        {
            ListedAt = TimeOf(source.GetProperty(ListedAt).GetInt64()),
        };
    }

    public static EntityReference EntityOf(JsonElement source) => new(Text(source, EntityType), Text(source, EntityId));

    public static BundleFqid BundleOf(JsonElement source) => new(Text(source, BundleUuid), Text(source, BundleVersion));

    public static bool IsDeleted(JsonElement source) => source.GetProperty(IsAddition).GetInt32() == 0;

    public static DateTimeOffset? TimeOf(long listedAt) => listedAt == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(listedAt);

    private static string Text(JsonElement source, string field) => source.GetProperty(field).GetString()!;
}
