using Microsoft.Data.Sqlite;

namespace Azul.Indexer.Queues.Sqlite;

/// <summary>The file that holds the queues, and its format.</summary>
internal static class QueueDatabase
{
    public const string FileName = "queues.db";

    /// <summary>The format of the file. Raise it whenever the tables change.</summary>
    private const long Format = 2;

    private const int NotADatabase = 26;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;

    // A message is in flight while it has an owner and is not visible. A group is ready once none of its messages is in flight and the first one is visible.
    private const string Tables =
        """
        CREATE TABLE message (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            queue INTEGER NOT NULL,
            grp TEXT,
            body TEXT NOT NULL,
            sent_at INTEGER NOT NULL,
            visible_at INTEGER NOT NULL,
            receive_count INTEGER NOT NULL DEFAULT 0,
            receipt INTEGER NOT NULL DEFAULT 0,
            owner TEXT,
            reason TEXT,
            tag TEXT);
        CREATE INDEX message_by_visibility ON message (queue, visible_at, id, owner);
        CREATE INDEX message_by_group ON message (queue, grp, id) WHERE grp IS NOT NULL;
        CREATE INDEX message_by_owner ON message (owner) WHERE owner IS NOT NULL;
        CREATE INDEX message_by_tag ON message (tag, queue) WHERE tag IS NOT NULL;
        CREATE TABLE message_group (
            queue INTEGER NOT NULL,
            grp TEXT NOT NULL,
            ready_at INTEGER NOT NULL,
            PRIMARY KEY (queue, grp)) WITHOUT ROWID;
        CREATE INDEX message_group_by_readiness ON message_group (queue, ready_at);
        CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
        """;

    // What format 1 lacks of this one.
    private const string FromFormat1 =
        """
        ALTER TABLE message ADD COLUMN tag TEXT;
        DROP INDEX message_by_visibility;
        CREATE INDEX message_by_visibility ON message (queue, visible_at, id, owner);
        CREATE INDEX message_by_tag ON message (tag, queue) WHERE tag IS NOT NULL;
        """;

    /// <summary>Opens the file, which is made if it is missing unless it must be there.</summary>
    public static SqliteConnection Open(string path, bool mustExist = false, string? pragmas = null)
    {
        try
        {
            var mode = mustExist ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate;
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000; {pragmas}");
            return connection;
        }
        catch (SqliteException e)
        {
            throw Translate(e);
        }
    }

    /// <summary>Makes the tables in a new file and checks the format of an old one.</summary>
    public static void Prepare(SqliteConnection connection, string path)
    {
        try
        {
            Execute(connection, "BEGIN IMMEDIATE");
            var format = ReadFormat(connection);
            if (format is 0 or 1)
                Execute(connection, (format == 0 ? Tables : FromFormat1) + $"PRAGMA user_version={Format}");
            Execute(connection, "COMMIT");
            if (format is not (0 or 1 or Format))
            {
                throw new QueueException(
                    "QUEUE_FORMAT", $"{path} has the format {format}, but this version needs {Format}. Let the version that made it empty the queues, or delete the file and reindex.");
            }
        }
        catch (SqliteException e)
        {
            throw Translate(e);
        }
    }

    /// <summary>The error that somebody has deleted or replaced the file.</summary>
    public static QueueException Gone(string path) => new("QUEUE_UNAVAILABLE", $"{path} was deleted or replaced while it was in use; put it back and restart, or just restart to begin anew");

    public static QueueException Translate(SqliteException error) => error.SqliteErrorCode switch
    {
        Full => new("QUEUE_FULL", "The disk is full, nothing can be queued", error),
        ReadOnly => new("QUEUE_READ_ONLY", "The data folder cannot be written", error),
        CannotOpen => new("QUEUE_UNAVAILABLE", "The file of the queues cannot be opened", error),
        NotADatabase or Corrupt => new("QUEUE_FORMAT", "The file of the queues is damaged or no file of queues", error),
        _ => new("QUEUE_UNAVAILABLE", error.Message, error),
    };

    private static long ReadFormat(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return (long)command.ExecuteScalar()!;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this class.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
