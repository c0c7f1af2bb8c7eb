using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Azul.Search.Embedded;

/// <summary>A connection to a catalog's file, with the statements that were prepared on it. Not safe for concurrent use.</summary>
internal sealed class CatalogConnection : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly EmbeddedIndexOptions options;
    private readonly Dictionary<string, SqliteStatement> statements = [];

    public CatalogConnection(string path, EmbeddedIndexOptions options, bool mustExist = false)
    {
        var mode = mustExist ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate;
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = Math.Max(1, (int)options.BusyTimeout.TotalSeconds) };
        connection = new(settings.ConnectionString);
        this.options = options;
    }

    public void Open()
    {
        connection.Open();
        Execute($"PRAGMA busy_timeout = {(long)options.BusyTimeout.TotalMilliseconds}");
        // In pages: the log may grow to 128 MB before a writer stops to copy it to the file, which it seldom has to (LogCopying).
        Execute("PRAGMA wal_autocheckpoint = 32000");
        // 32 MB, so that the upper levels of the large tables' keys, which arrive in random order, stay in memory.
        Execute("PRAGMA cache_size = -32768");
        // Keys arrive in random order, so that each writes a page of an index, however large.
        Execute("PRAGMA page_size = 4096");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = FULL");
        if (options.MaxPages is { } pages)
            Execute($"PRAGMA max_page_count = {pages}");
    }

    /// <summary>Runs a statement.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params ReadOnlySpan<object?> arguments) => Statement(sql).Execute(arguments);

    /// <summary>Runs several statements, none of which has parameters.</summary>
    public void ExecuteScript(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every script is a constant of this room.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a query. Its rows must be disposed of before the same query is run again.</summary>
    public SqliteStatement.Rows Query(string sql, params ReadOnlySpan<object?> arguments) => Statement(sql).Query(arguments);

    /// <summary>The number in the first column of the first row, or null where there is none.</summary>
    public long? Number(string sql, params ReadOnlySpan<object?> arguments) => Statement(sql).Scalar(arguments) as long?;

    /// <summary>The text in the first column of the first row, or null where there is none.</summary>
    public string? Text(string sql, params ReadOnlySpan<object?> arguments) => Statement(sql).Scalar(arguments) as string;

    /// <summary>Does something in a transaction that sees one state of the file.</summary>
    public T Reading<T>(Func<T> work) => InTransaction("BEGIN", work);

    /// <summary>Does something in a transaction that may write, and that no other process interferes with.</summary>
    public T Writing<T>(Func<T> work) => InTransaction("BEGIN IMMEDIATE", work);

    /// <summary>How often a statement had to be prepared again.</summary>
    public int TimesPreparedAgain => statements.Values.Sum(s => s.TimesPreparedAgain);

    /// <summary>How many pages it has written since this was asked last.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, resetFlg: 1);
        return pages;
    }

    /// <summary>Copies what is in the log to the file, as far as nobody has to wait for that.</summary>
    public void CopyLog() => Execute("PRAGMA wal_checkpoint(PASSIVE)");

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private T InTransaction<T>(string begin, Func<T> work)
    {
        Execute(begin);
        try
        {
            var result = work();
            Execute("COMMIT");
            return result;
        }
        catch
        {
            // Errors such as a full disk have ended the transaction already.
            if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
                Execute("ROLLBACK");
            throw;
        }
    }

    private SqliteStatement Statement(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new(connection, sql));
        return statement;
    }
}
