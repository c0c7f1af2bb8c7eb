using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Embedded;

/// <summary>The aggregates in a catalog's file.</summary>
internal static class AggregateTable
{
    private const string SelectVersion = "SELECT change FROM aggregates WHERE entity_type = ?1 AND entity_id = ?2 AND native IS NOT NULL";

    private const string Upsert = """
        INSERT INTO aggregates (change, entity_type, entity_id, sources, columns, native, hit)
        VALUES ((SELECT coalesce(max(change), 0) + 1 FROM aggregates), ?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (entity_type, entity_id) DO UPDATE SET
            change = excluded.change, sources = excluded.sources, columns = excluded.columns, native = excluded.native, hit = excluded.hit
        """;

    private const string SelectChanges = "SELECT change, entity_type, entity_id, sources, columns FROM aggregates WHERE change > ?1 ORDER BY change";

    private const string SelectNative = "SELECT native FROM aggregates WHERE change = ?1";
    private const string SelectHit = "SELECT hit FROM aggregates WHERE change = ?1";

    /// <summary>The version of an aggregate, 0 if there is none.</summary>
    public static long Version(CatalogConnection connection, EntityReference entity) =>
        connection.Number(SelectVersion, entity.EntityType, entity.EntityId) ?? 0;

    /// <summary>The number of the last change to any aggregate, 0 if there was none yet.</summary>
    public static long LastChange(CatalogConnection connection) => connection.Number("SELECT max(change) FROM aggregates") ?? 0;

    /// <summary>Writes or deletes an aggregate if its version is the expected one.</summary>
    /// <param name="connection">The connection, in a transaction that writes.</param>
    /// <param name="write">The new state.</param>
    /// <param name="index">What is searched of the new document; null for a deletion.</param>
    public static WriteStatus Write(CatalogConnection connection, AggregateWrite write, IndexParts? index)
    {
        var version = Version(connection, write.Entity);
        if (version != write.ExpectedVersion)
            return WriteStatus.Conflict;
        if (version == 0 && write.Document is null)
            return WriteStatus.Replaced;
        connection.Execute(
            Upsert,
            write.Entity.EntityType,
            write.Entity.EntityId,
            index?.Sources,
            index?.Columns,
            write.Document is { } document ? Blob.Of(document.Native) : null,
            write.Document is { } rendered ? Blob.Of(rendered.Hit) : null);
        return version == 0 ? WriteStatus.Created : WriteStatus.Replaced;
    }

    /// <summary>The aggregates that were written or deleted after a change, each in its last state.</summary>
    public static IEnumerable<AggregateChange> ChangesAfter(CatalogConnection connection, long change)
    {
        using var rows = connection.Query(SelectChanges, change);
        while (rows.Read())
        {
            yield return new(
                rows.GetInt64(0),
                new(rows.GetString(1), rows.GetString(2)),
                rows.IsNull(3) ? null : new IndexParts(rows.GetBytes(3), rows.GetBytes(4)));
        }
    }

    /// <summary>The payload that the change wrote.</summary>
    public static ReadOnlyMemory<byte> Payload(CatalogConnection connection, long change, HitForm form)
    {
        if (form == HitForm.None)
            return default;
        using var rows = connection.Query(form == HitForm.Native ? SelectNative : SelectHit, change);
        return rows.Read() ? rows.GetBytes(0) : default(ReadOnlyMemory<byte>);
    }
}
