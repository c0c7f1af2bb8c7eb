using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Azul.Tests.Doubles.Google.Tables;

/// <summary>Functions of GoogleSQL that SQLite lacks.</summary>
internal static class SqlFunctions
{
    public static void AddTo(SqliteConnection connection)
    {
        connection.CreateFunction("STARTS_WITH", (string? text, string? prefix) => StartsWith(text, prefix), true);
        connection.CreateFunction("TIMESTAMP", (string text) => ColumnType.Microseconds(text), true);
        connection.CreateFunction<string?, string, string?>("JSON_VALUE", (json, path) => Find(json, path) is { } found && IsScalar(found) ? found.ToString() : null, true);
        connection.CreateFunction<string?, string, string?>("JSON_QUERY_ARRAY", (json, path) => Find(json, path) is { ValueKind: JsonValueKind.Array } found ? found.GetRawText() : null, true);
    }

    private static bool? StartsWith(string? text, string? prefix) => text is null || prefix is null ? null : text.StartsWith(prefix, StringComparison.Ordinal);

    private static bool IsScalar(JsonElement value) => value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null);

    // Paths of names only: $.links, $.file_core.file_name.
    private static JsonElement? Find(string? json, string path)
    {
        if (json is null)
            return null;
        var found = JsonElement.Parse(json);
        foreach (var name in path.Split('.').Skip(1))
        {
            if (found.ValueKind != JsonValueKind.Object || !found.TryGetProperty(name, out found))
                return null;
        }
        return found;
    }
}
