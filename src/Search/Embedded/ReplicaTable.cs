using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search.Embedded;

/// <summary>The replicas in a catalog's file. Hubs are rows of their own, so that another hub of a replica that has very many costs no more than the first.</summary>
internal static class ReplicaTable
{
    private const string Insert = """
        INSERT INTO replicas (entity_type, entity_id, content_hash, contents) VALUES (?1, ?2, ?3, ?4)
        ON CONFLICT DO NOTHING
        RETURNING id
        """;

    private const string SelectId = "SELECT id FROM replicas WHERE entity_id = ?1 AND content_hash = ?2 AND entity_type = ?3";

    private const string InsertHubs = "INSERT OR IGNORE INTO replica_hubs SELECT ?1, value FROM json_each(?2)";

    private const string SelectNext = """
        SELECT id, entity_type, entity_id, content_hash, contents,
            (SELECT json_group_array(hub_id) FROM (SELECT hub_id FROM replica_hubs WHERE replica = id ORDER BY hub_id))
        FROM replicas WHERE id > ?1 ORDER BY id LIMIT ?2
        """;

    public static WriteStatus Write(CatalogConnection connection, Replica replica)
    {
        var entity = replica.Entity;
        var newId = connection.Number(Insert, entity.EntityType, entity.EntityId, replica.ContentHash, Blob.Of(replica.Contents));
        if (replica.HubIds.Count > 0)
        {
            var id = newId ?? connection.Number(SelectId, entity.EntityId, replica.ContentHash, entity.EntityType);
            connection.Execute(InsertHubs, id, JsonSerializer.Serialize(replica.HubIds));
        }
        return newId is null ? WriteStatus.Replaced : WriteStatus.Created;
    }

    /// <summary>The next replicas in the order in which they were written first, each with the number to go on after.</summary>
    public static List<(long Id, Replica Replica)> ReadNext(CatalogConnection connection, long after, int limit)
    {
        var replicas = new List<(long, Replica)>();
        using var rows = connection.Query(SelectNext, after, limit);
        while (rows.Read())
        {
            var hubs = JsonSerializer.Deserialize<string[]>(rows.GetString(5))!;
            replicas.Add((rows.GetInt64(0), new(new(rows.GetString(1), rows.GetString(2)), rows.GetString(3), rows.GetBytes(4), hubs)));
        }
        return replicas;
    }
}
