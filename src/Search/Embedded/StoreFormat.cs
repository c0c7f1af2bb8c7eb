using System.Globalization;

namespace Azul.Search.Embedded;

/// <summary>How a catalog's file is laid out, and how that is told from other layouts.</summary>
internal static class StoreFormat
{
    /// <summary>To be raised whenever <see cref="Schema"/>, or what its columns hold, changes.</summary>
    public const int Number = 2;

    /// <remarks>
    /// <c>is_addition</c> rather than its opposite, so that deletions come first in ascending order. An aggregate's key is the number of the change that wrote it: the greatest number yet plus
    /// one, each time it is written. It is the aggregate's version, and readers find what is new behind the greatest number that they know. A deleted aggregate stays as a row without contents.
    /// </remarks>
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS meta (
            key TEXT PRIMARY KEY,
            value TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS contributions (
            id INTEGER PRIMARY KEY,
            entity_type TEXT NOT NULL,
            entity_id TEXT NOT NULL,
            bundle_uuid TEXT NOT NULL,
            bundle_version TEXT NOT NULL,
            is_addition INTEGER NOT NULL,
            source_id TEXT NOT NULL,
            source_spec TEXT NOT NULL,
            contents BLOB NOT NULL,
            listed_at INTEGER NOT NULL DEFAULT 0,
            UNIQUE (entity_type, entity_id, bundle_uuid, bundle_version, is_addition)
        ) STRICT;
        CREATE INDEX IF NOT EXISTS contributions_by_bundle
            ON contributions (source_id, bundle_uuid, bundle_version, entity_type, entity_id, is_addition, listed_at);
        CREATE TABLE IF NOT EXISTS aggregates (
            change INTEGER PRIMARY KEY,
            entity_type TEXT NOT NULL,
            entity_id TEXT NOT NULL,
            sources BLOB,
            columns BLOB,
            native BLOB,
            hit BLOB,
            UNIQUE (entity_type, entity_id)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS replicas (
            id INTEGER PRIMARY KEY,
            entity_type TEXT NOT NULL,
            entity_id TEXT NOT NULL,
            content_hash TEXT NOT NULL,
            contents BLOB NOT NULL,
            UNIQUE (entity_id, content_hash, entity_type)
        ) STRICT;
        CREATE TABLE IF NOT EXISTS replica_hubs (
            replica INTEGER NOT NULL,
            hub_id TEXT NOT NULL,
            PRIMARY KEY (replica, hub_id)
        ) STRICT, WITHOUT ROWID;
        """;

    /// <summary>What format 1 lacks of this one.</summary>
    private const string FromFormat1 = """
        ALTER TABLE contributions ADD COLUMN listed_at INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX contributions_by_bundle ON contributions (source_id, bundle_uuid, bundle_version, entity_type, entity_id, is_addition, listed_at);
        UPDATE meta SET value = '2' WHERE key = 'format';
        """;

    /// <summary>Makes the tables of a new file, brings those of an older one up to date, and checks the format of one that is there already.</summary>
    /// <exception cref="StoreException">The file has another format.</exception>
    public static void Prepare(CatalogConnection connection, string path)
    {
        if (FormatOf(connection) is null)
        {
            connection.Writing(() =>
            {
                connection.ExecuteScript(Schema);
                return connection.Execute("INSERT OR IGNORE INTO meta VALUES ('format', ?1)", Number.ToString(CultureInfo.InvariantCulture));
            });
        }
        if (FormatOf(connection) == "1")
        {
            connection.Writing(() =>
            {
                if (FormatOf(connection) == "1")
                    connection.ExecuteScript(FromFormat1);
                return true;
            });
        }
        if (FormatOf(connection) is var found && found != Number.ToString(CultureInfo.InvariantCulture))
        {
            throw new StoreException(
                "STORE_FORMAT",
                $"{path} has the format {found ?? "of another program"}, but this program needs format {Number}. Use the program that made it, or delete it and index the catalog again");
        }
    }

    /// <summary>What tells the file from another one at the same place. It has one from the first time that it is asked for.</summary>
    public static string Identity(CatalogConnection connection)
    {
        connection.Execute("INSERT OR IGNORE INTO meta VALUES ('identity', ?1)", Guid.NewGuid().ToString("n"));
        return FoundIdentity(connection)!;
    }

    /// <summary>The identity of the file, or null if nobody has asked for it yet.</summary>
    public static string? FoundIdentity(CatalogConnection connection) => connection.Text("SELECT value FROM meta WHERE key = 'identity'");

    /// <summary>The fingerprint of the plugin that the file's aggregates were made with, or null if there were none yet.</summary>
    public static string? FingerprintOf(CatalogConnection connection) => connection.Text("SELECT value FROM meta WHERE key = 'fingerprint'");

    public static int SetFingerprint(CatalogConnection connection, string fingerprint) =>
        connection.Execute("INSERT OR REPLACE INTO meta VALUES ('fingerprint', ?1)", fingerprint);

    private static string? FormatOf(CatalogConnection connection) =>
        connection.Number("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") == 0
            ? null
            : connection.Text("SELECT value FROM meta WHERE key = 'format'");
}
