using System.Buffers;
using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Azul.Search.Embedded;

/// <summary>
/// A statement that stays prepared, with its parameters <c>?1</c>, <c>?2</c> and so on, and the rows that it yields. It goes to SQLite without the layers of ADO.NET between, which cost several times what a
/// short statement does, and most are short. Every method throws a <see cref="SqliteException"/>. Not safe for concurrent use.
/// </summary>
/// <remarks>The project of the queues compiles this file too.</remarks>
internal sealed class SqliteStatement : IDisposable
{
    private const int OnStack = 512;

    // SQLITE_STMTSTATUS_REPREPARE.
    private const int Repreparations = 5;

    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(20);

    private readonly SqliteConnection connection;
    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;
    private bool hasBegun;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection;
        database = connection.Handle ?? throw new InvalidOperationException("The connection is not open");
        // Without it, SQLite looks at the value of a LIMIT when it plans, and plans anew whenever another value is bound, or the same: that costs more than to run a short statement.
        Check(raw.sqlite3_db_config(database, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _));
        var start = Stopwatch.GetTimestamp();
        int code;
        string? tail;
        // The schema is read here, which another process may prevent.
        while (IsWorthWaitingFor(code = raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement, out tail), start))
            Pause();
        Check(code);
        if (!string.IsNullOrWhiteSpace(tail))
            throw new ArgumentException($"There is more than one statement: {sql}", nameof(sql));
    }

    /// <summary>How often it did not stay prepared. Only a change of the tables makes that happen.</summary>
    public int TimesPreparedAgain => raw.sqlite3_stmt_status(statement, Repreparations, 0);

    /// <summary>Runs it to its end.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(ReadOnlySpan<object?> arguments)
    {
        using var rows = Query(arguments);
        while (rows.Read())
        {
        }
        return raw.sqlite3_changes(database);
    }

    /// <summary>The first value of the first row: a whole number, a text, or null.</summary>
    public object? Scalar(ReadOnlySpan<object?> arguments)
    {
        using var rows = Query(arguments);
        if (!rows.Read())
            return null;
        return raw.sqlite3_column_type(statement, 0) switch
        {
            raw.SQLITE_INTEGER => rows.GetInt64(0),
            raw.SQLITE_NULL => null,
            _ => rows.GetString(0),
        };
    }

    /// <summary>Begins to run it. The rows must be disposed of before it is run again.</summary>
    public Rows Query(ReadOnlySpan<object?> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
            Check(Bind(i + 1, arguments[i]));
        hasBegun = false;
        return new(this);
    }

    public void Dispose() => statement.Dispose();

    private int Bind(int index, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, index),
        string text => BindText(index, text),
        byte[] { Length: 0 } => raw.sqlite3_bind_zeroblob(statement, index, 0),
        byte[] bytes => raw.sqlite3_bind_blob(statement, index, bytes),
        long number => raw.sqlite3_bind_int64(statement, index, number),
        int number => raw.sqlite3_bind_int64(statement, index, number),
        bool flag => raw.sqlite3_bind_int64(statement, index, flag ? 1 : 0),
        _ => throw new ArgumentException($"A {value.GetType().Name} cannot be a parameter", nameof(value)),
    };

    private int BindText(int index, string text)
    {
        // An empty span would be taken for null.
        if (text.Length == 0)
            return raw.sqlite3_bind_text(statement, index, text);
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size <= OnStack)
        {
            Span<byte> bytes = stackalloc byte[OnStack];
            return raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        var rented = ArrayPool<byte>.Shared.Rent(size);
        var code = raw.sqlite3_bind_text(statement, index, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return code;
    }

    private bool Step()
    {
        var code = raw.sqlite3_step(statement);
        if (!hasBegun && IsBusy(code))
            code = BeginAgain();
        hasBegun = true;
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
            return code == raw.SQLITE_ROW;
        // The message is that of the last call, so it must be taken before the statement is reset.
        SqliteException.ThrowExceptionForRC(code, database);
        return false;
    }

    // SQLite's own patience does not extend to everything that others can keep it from: a journal that is switched to or away from, for one.
    private int BeginAgain()
    {
        var start = Stopwatch.GetTimestamp();
        int code;
        do
        {
            Pause();
            _ = raw.sqlite3_reset(statement);
        }
        while (IsWorthWaitingFor(code = raw.sqlite3_step(statement), start));
        return code;
    }

    private bool IsWorthWaitingFor(int code, long start) => IsBusy(code) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(connection.DefaultTimeout);

    private static bool IsBusy(int code) => (code & 0xFF) is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    // The thread waits, as it does in every call of SQLite.
    private static void Pause()
    {
        using var never = new ManualResetEventSlim();
        never.Wait(BusyPause);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(code, database);
    }

    /// <summary>The rows that a statement yields, one at a time.</summary>
    public readonly struct Rows(SqliteStatement owner) : IDisposable
    {
        /// <summary>Goes to the next row, if there is one.</summary>
        public bool Read() => owner.Step();

        public bool IsNull(int column) => raw.sqlite3_column_type(owner.statement, column) == raw.SQLITE_NULL;

        public long GetInt64(int column) => raw.sqlite3_column_int64(owner.statement, column);

        public int GetInt32(int column) => raw.sqlite3_column_int(owner.statement, column);

        public string GetString(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(owner.statement, column));

        public byte[] GetBytes(int column) => raw.sqlite3_column_blob(owner.statement, column).ToArray();

        /// <summary>Ends the run, wherever it is.</summary>
        public void Dispose() => raw.sqlite3_reset(owner.statement);
    }
}
