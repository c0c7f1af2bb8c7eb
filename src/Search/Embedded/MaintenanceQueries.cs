using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search.Embedded;

/// <summary>What maintenance asks of a catalog's file.</summary>
internal static class MaintenanceQueries
{
    private const string SelectSources = "SELECT source_id, source_spec, count(*) FROM contributions GROUP BY source_id, source_spec ORDER BY source_spec, source_id";

    // From one id to the next along the index by source, so that it takes as long as there are sources, however much they contribute.
    private const string SelectDistinctSources = """
        WITH RECURSIVE source (id) AS (
            SELECT min(source_id) FROM contributions
            UNION ALL
            SELECT (SELECT min(source_id) FROM contributions WHERE source_id > source.id) FROM source WHERE source.id IS NOT NULL)
        SELECT source.id, (SELECT source_spec FROM contributions WHERE source_id = source.id LIMIT 1) FROM source WHERE source.id IS NOT NULL
        """;

    // A page is a walk along the key of the table, from where the last one ended. The plus keeps an index by source, which has another order, from being used.
    private const string SelectEntitiesOfSources = """
        SELECT DISTINCT entity_type, entity_id FROM contributions
        WHERE (entity_type, entity_id) > (?1, ?2) AND +source_id IN (SELECT value FROM json_each(?3))
        ORDER BY entity_type, entity_id LIMIT ?4
        """;

    private const string SelectEntities = """
        SELECT entity_type, entity_id FROM (
            SELECT * FROM (
                SELECT DISTINCT entity_type, entity_id FROM contributions WHERE (entity_type, entity_id) > (?1, ?2) ORDER BY entity_type, entity_id LIMIT ?3)
            UNION
            SELECT * FROM (
                SELECT entity_type, entity_id FROM aggregates
                WHERE (entity_type, entity_id) > (?1, ?2) AND native IS NOT NULL ORDER BY entity_type, entity_id LIMIT ?3))
        ORDER BY entity_type, entity_id LIMIT ?3
        """;

    private const string DeleteContributionsOfSources = """
        DELETE FROM contributions WHERE entity_type = ?1 AND entity_id = ?2 AND +source_id IN (SELECT value FROM json_each(?3))
        """;

    private const string SelectAggregate = """
        SELECT change, sources, columns, native, hit FROM aggregates WHERE entity_type = ?1 AND entity_id = ?2 AND native IS NOT NULL
        """;

    private const string SelectSomeAggregates = "SELECT entity_type, entity_id, change FROM aggregates WHERE native IS NOT NULL ORDER BY change LIMIT ?1";

    private const string DeleteSomeContributions = "DELETE FROM contributions WHERE id IN (SELECT id FROM contributions LIMIT ?1)";
    private const string DeleteHubsOfSomeReplicas = "DELETE FROM replica_hubs WHERE replica IN (SELECT id FROM replicas ORDER BY id LIMIT ?1)";
    private const string DeleteSomeReplicas = "DELETE FROM replicas WHERE id IN (SELECT id FROM replicas ORDER BY id LIMIT ?1)";

    /// <summary>Each deletes up to so many documents of one kind, and returns how many. In this order, nothing that is deleted comes back by itself.</summary>
    public static IReadOnlyList<Func<CatalogConnection, int, int>> Deletions { get; } =
    [
        (connection, limit) => connection.Execute(DeleteSomeContributions, limit),
        DeleteAggregates,
        DeleteReplicas,
    ];

    public static List<SourceRef> DistinctSources(CatalogConnection connection)
    {
        var sources = new List<SourceRef>();
        using var rows = connection.Query(SelectDistinctSources);
        while (rows.Read())
            sources.Add(new(rows.GetString(0), rows.GetString(1)));
        return sources;
    }

    public static List<IndexedSource> Sources(CatalogConnection connection)
    {
        var sources = new List<IndexedSource>();
        using var rows = connection.Query(SelectSources);
        while (rows.Read())
            sources.Add(new(new(rows.GetString(0), rows.GetString(1)), rows.GetInt64(2)));
        return sources;
    }

    /// <summary>The next entities: all, or those that sources contribute to, whose ids are a JSON list.</summary>
    public static List<EntityReference> Entities(CatalogConnection connection, string? sourceIds, EntityReference after, int limit)
    {
        var entities = new List<EntityReference>();
        using var rows = sourceIds is null
            ? connection.Query(SelectEntities, after.EntityType, after.EntityId, limit)
            : connection.Query(SelectEntitiesOfSources, after.EntityType, after.EntityId, sourceIds, limit);
        while (rows.Read())
            entities.Add(new(rows.GetString(0), rows.GetString(1)));
        return entities;
    }

    public static void RemoveContributions(CatalogConnection connection, EntityReference entity, string sourceIds) =>
        connection.Execute(DeleteContributionsOfSources, entity.EntityType, entity.EntityId, sourceIds);

    public static AggregateComparison Compare(CatalogConnection connection, AggregateWrite expected, IndexParts? index)
    {
        using var row = connection.Query(SelectAggregate, expected.Entity.EntityType, expected.Entity.EntityId);
        if (!row.Read())
            return new(0, expected.Document is null ? null : "is missing");
        if (expected.Document is not { } document)
            return new(row.GetInt64(0), "should not be there");
        string[] parts =
        [
            .. Part(row, 1, "sources", index!.Sources),
            .. Part(row, 2, "columns", index.Columns),
            .. Part(row, 3, "document", document.Native),
            .. Part(row, 4, "hit", document.Hit),
        ];
        return new(row.GetInt64(0), parts.Length == 0 ? null : $"differs in {string.Join(", ", parts)}");
    }

    private static IEnumerable<string> Part(SqliteStatement.Rows row, int column, string name, ReadOnlyMemory<byte> expected)
    {
        if (!row.GetBytes(column).AsSpan().SequenceEqual(expected.Span))
            yield return name;
    }

    // The number of a replica may be given to another one later, which must not get its hubs.
    private static int DeleteReplicas(CatalogConnection connection, int limit)
    {
        connection.Execute(DeleteHubsOfSomeReplicas, limit);
        return connection.Execute(DeleteSomeReplicas, limit);
    }

    // Readers find what is new behind the last change that they know, so that a deletion must be a change too.
    private static int DeleteAggregates(CatalogConnection connection, int limit)
    {
        var writes = new List<AggregateWrite>();
        using (var rows = connection.Query(SelectSomeAggregates, limit))
        {
            while (rows.Read())
                writes.Add(new(new(rows.GetString(0), rows.GetString(1)), null, rows.GetInt64(2)));
        }
        foreach (var write in writes)
            AggregateTable.Write(connection, write, null);
        return writes.Count;
    }
}
