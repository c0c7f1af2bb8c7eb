using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Microsoft.Data.Sqlite;

namespace Azul.Search.Embedded;

/// <summary>The contributions in a catalog's file.</summary>
internal static class ContributionTable
{
    private const string Insert = """
        INSERT INTO contributions (entity_type, entity_id, bundle_uuid, bundle_version, is_addition, source_id, source_spec, contents)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT DO NOTHING
        """;

    private const string Update = """
        UPDATE contributions SET source_id = ?6, source_spec = ?7, contents = ?8
        WHERE entity_type = ?1 AND entity_id = ?2 AND bundle_uuid = ?3 AND bundle_version = ?4 AND is_addition = ?5
        """;

    private const string SelectNext = """
        SELECT bundle_uuid, bundle_version, is_addition, source_id, source_spec, contents FROM contributions
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

    private static StoredContribution Read(SqliteDataReader row, EntityReference entity) => new(
        entity,
        new(row.GetString(0), row.GetString(1)),
        new(row.GetString(3), row.GetString(4)),
        row.GetInt64(2) == 0,
        row.GetFieldValue<byte[]>(5));
}
