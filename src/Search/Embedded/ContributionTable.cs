using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search.Embedded;

/// <summary>The contributions in a catalog's file.</summary>
internal static class ContributionTable
{
    private const long NotListed = 0;

    private const string Insert = """
        INSERT INTO contributions (entity_type, entity_id, bundle_uuid, bundle_version, is_addition, source_id, source_spec, contents, listed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        ON CONFLICT DO NOTHING
        """;

    // What a listing says gives way to what a later one has said, whichever is written first. A notification has no time, and leaves that of a listing.
    private const string Update = """
        UPDATE contributions SET source_id = ?6, source_spec = ?7, contents = ?8, listed_at = max(listed_at, ?9)
        WHERE entity_type = ?1 AND entity_id = ?2 AND bundle_uuid = ?3 AND bundle_version = ?4 AND is_addition = ?5 AND (?9 = 0 OR ?9 >= listed_at)
        """;

    // The index holds all that is asked for.
    private const string SelectNextOfSource = """
        SELECT bundle_uuid, bundle_version, entity_type, entity_id, is_addition, listed_at FROM contributions INDEXED BY contributions_by_bundle
        WHERE source_id = ?1 AND (bundle_uuid, bundle_version, entity_type, entity_id, is_addition) > (?2, ?3, ?4, ?5, ?6) AND bundle_uuid < ?7
        ORDER BY bundle_uuid, bundle_version, entity_type, entity_id, is_addition
        LIMIT ?8
        """;

    private const string SelectEntities = """
        SELECT DISTINCT entity_type, entity_id FROM contributions INDEXED BY contributions_by_bundle
        WHERE source_id = ?1 AND bundle_uuid = ?2 AND bundle_version = ?3 AND is_addition = 1
        """;

    private const string SelectNext = """
        SELECT bundle_uuid, bundle_version, is_addition, source_id, source_spec, contents, listed_at FROM contributions
        WHERE entity_type = ?1 AND entity_id = ?2 AND (bundle_uuid, bundle_version, is_addition) > (?3, ?4, ?5)
        ORDER BY bundle_uuid, bundle_version, is_addition
        LIMIT ?6
        """;

    public static WriteStatus Write(CatalogConnection connection, StoredContribution contribution)
    {
        object?[] row =
        [
            contribution.Entity.EntityType,
            contribution.Entity.EntityId,
            contribution.Bundle.Uuid,
            contribution.Bundle.Version,
            contribution.Deleted ? 0 : 1,
            contribution.Source.Id,
            contribution.Source.Spec,
            Blob.Of(contribution.Contents),
            contribution.ListedAt?.ToUnixTimeMilliseconds() ?? NotListed,
        ];
        if (connection.Execute(Insert, row) == 1)
            return WriteStatus.Created;
        connection.Execute(Update, row);
        return WriteStatus.Replaced;
    }

    /// <summary>The next contributions to an entity, in order: the first ones, or those after the given one.</summary>
    public static List<StoredContribution> ReadNext(CatalogConnection connection, EntityReference entity, StoredContribution? after, int limit)
    {
        var contributions = new List<StoredContribution>();
        var isAddition = after is null ? -1 : after.Deleted ? 0 : 1;
        using var rows = connection.Query(
            SelectNext, entity.EntityType, entity.EntityId, after?.Bundle.Uuid ?? "", after?.Bundle.Version ?? "", isAddition, limit);
        while (rows.Read())
            contributions.Add(Read(rows, entity));
        return contributions;
    }

    /// <summary>
    /// The next contributions of a source's bundles, by bundle, version and entity, without what is in them: the first ones whose bundles' UUIDs start with the prefix, or those after the given one.
    /// </summary>
    public static List<BundleContribution> ReadNext(CatalogConnection connection, string sourceId, string prefix, BundleContribution? after, int limit)
    {
        var contributions = new List<BundleContribution>();
        // Greater than every hexadecimal digit, so that the UUIDs with the prefix are those before it.
        var end = prefix.Length == 0 ? "\U0010FFFF" : prefix + "g";
        using var rows = connection.Query(
            SelectNextOfSource,
            sourceId,
            after?.Bundle.Uuid ?? prefix,
            after?.Bundle.Version ?? "",
            after?.Entity.EntityType ?? "",
            after?.Entity.EntityId ?? "",
            after is null ? -1 : after.Deleted ? 0 : 1,
            end,
            limit);
        while (rows.Read())
        {
            contributions.Add(new(
                new(rows.GetString(0), rows.GetString(1)), new(rows.GetString(2), rows.GetString(3)), rows.GetInt64(4) == 0, Time(rows.GetInt64(5))));
        }
        return contributions;
    }

    /// <summary>The entities that a version of a bundle contributes to.</summary>
    public static List<EntityReference> Entities(CatalogConnection connection, string sourceId, BundleFqid bundle)
    {
        var entities = new List<EntityReference>();
        using var rows = connection.Query(SelectEntities, sourceId, bundle.Uuid, bundle.Version);
        while (rows.Read())
            entities.Add(new(rows.GetString(0), rows.GetString(1)));
        return entities;
    }

    private static StoredContribution Read(SqliteStatement.Rows row, EntityReference entity) => new(
        entity,
        new(row.GetString(0), row.GetString(1)),
        new(row.GetString(3), row.GetString(4)),
        row.GetInt64(2) == 0,
        row.GetBytes(5))
    {
        ListedAt = Time(row.GetInt64(6)),
    };

    private static DateTimeOffset? Time(long milliseconds) => milliseconds == NotListed ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
