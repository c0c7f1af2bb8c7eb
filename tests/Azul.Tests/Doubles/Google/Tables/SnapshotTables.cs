using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Azul.Tests.Doubles.Google.Tables;

/// <summary>
/// The tables of one data set of BigQuery, kept by SQLite. A file of tables is <c>{"tables": {NAME: {"rows": […]}}}</c>; the first row of a table gives its columns and their types
/// (<c>spec/indexer.md</c> §11.2). Lists are kept as JSON, timestamps as microseconds.
/// </summary>
internal sealed class SnapshotTables : IDisposable
{
    private readonly SqliteConnection connection = new("Data Source=:memory:");
    private readonly Lock running = new();

    private SnapshotTables()
    {
        connection.Open();
        SqlFunctions.AddTo(connection);
    }

    public static SnapshotTables Load(string file) => Parse(File.ReadAllText(file));

    public static SnapshotTables Parse(string json)
    {
        var tables = new SnapshotTables();
        foreach (var table in JsonElement.Parse(json).GetProperty("tables").EnumerateObject())
            tables.Add(table.Name, [.. table.Value.GetProperty("rows").EnumerateArray()]);
        return tables;
    }

    /// <summary>Changes the tables by a statement in SQLite's own SQL.</summary>
    public void Change(string statement)
    {
        lock (running)
        {
            using var command = connection.CreateCommand();
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }

    public bool Has(string table)
    {
        lock (running)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM sqlite_schema WHERE name = $name";
            command.Parameters.AddWithValue("$name", table);
            return (long)command.ExecuteScalar()! > 0;
        }
    }

    /// <summary>Evaluates a query that was translated to SQLite's SQL.</summary>
    /// <exception cref="SqliteException">It is wrong.</exception>
    public QueryResult Query(string sql, IReadOnlyDictionary<string, string> parameters)
    {
        lock (running)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in parameters)
                command.Parameters.AddWithValue($"@{name}", value);
            using var reader = command.ExecuteReader();
            var columns = Enumerable.Range(0, reader.FieldCount).Select(i => new ResultColumn(reader.GetName(i), ColumnType.OfDeclaration(reader.GetDataTypeName(i)))).ToArray();
            var rows = new List<object?[]>();
            while (reader.Read())
                rows.Add([.. columns.Select((_, i) => reader.IsDBNull(i) ? null : reader.GetValue(i))]);
            return new(columns, rows);
        }
    }

    public void Dispose() => connection.Dispose();

    private void Add(string table, IReadOnlyList<JsonElement> rows)
    {
        var columns = rows[0].EnumerateObject().Select(p => (p.Name, Type: ColumnType.Of(p.Name, p.Value))).ToArray();
        Change($"CREATE TABLE \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\" {c.Type.Declaration}"))})");
        foreach (var row in rows)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"INSERT INTO \"{table}\" VALUES ({string.Join(", ", columns.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"$p{i}")))})";
            for (var i = 0; i < columns.Length; i++)
                command.Parameters.AddWithValue(string.Create(CultureInfo.InvariantCulture, $"$p{i}"), columns[i].Type.Store(row.TryGetProperty(columns[i].Name, out var value) ? value : default));
            command.ExecuteNonQuery();
        }
    }
}
