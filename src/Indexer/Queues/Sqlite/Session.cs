using Microsoft.Data.Sqlite;

namespace Azul.Indexer.Queues.Sqlite;

/// <summary>A connection with the statements that were used on it, kept prepared. Parameters are <c>?1</c>, <c>?2</c> and so on. Not safe for concurrent use.</summary>
internal sealed class Session(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = [];

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    /// <summary>The first value of the first row, or null.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<object?> parameters) =>
        Prepare(sql, parameters).ExecuteScalar() is { } value and not DBNull ? value : null;

    public List<T> Query<T>(string sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<object?> parameters)
    {
        using var reader = Prepare(sql, parameters).ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Prepare(string sql, ReadOnlySpan<object?> parameters)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // All statements are constants of this folder; values go in as parameters.
            command.CommandText = sql;
#pragma warning restore CA2100
            for (var i = 1; i <= parameters.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"?{i}" });
            commands.Add(sql, command);
        }
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i] ?? DBNull.Value;
        return command;
    }
}
