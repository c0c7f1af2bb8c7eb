using Azul.Search.Embedded;
using Microsoft.Data.Sqlite;

namespace Azul.Indexer.Queues.Sqlite;

/// <summary>A connection with the statements that were used on it, kept prepared. Parameters are <c>?1</c>, <c>?2</c> and so on. Not safe for concurrent use.</summary>
internal sealed class Session(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> statements = [];

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters) => Statement(sql).Execute(parameters);

    /// <summary>The first value of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters) => Statement(sql).Scalar(parameters);

    public List<T> Query<T>(string sql, Func<SqliteStatement.Rows, T> map, params ReadOnlySpan<object?> parameters)
    {
        using var reader = Statement(sql).Query(parameters);
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
            statement.Dispose();
        connection.Dispose();
    }

    private SqliteStatement Statement(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
            statements.Add(sql, statement = new(connection, sql));
        return statement;
    }
}
