using System.Globalization;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Staging;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>A column of a result. BigQuery writes every value as text; the column tells what it stands for.</summary>
internal sealed record Column(string Name, string Type, bool IsRepeated)
{
    public static Column? Parse(JsonElement field) =>
        field.ValueKind == JsonValueKind.Object && field.TryGetProperty("name", out var name) && field.TryGetProperty("type", out var type)
            ? new(name.ToString(), type.ToString(), field.TryGetProperty("mode", out var mode) && mode.ToString() == "REPEATED")
            : null;

    /// <summary>The value of a cell. Timestamps become versions in the form of <c>spec/indexer.md</c> §0.</summary>
    public Value Read(JsonElement cell) => IsRepeated
        ? Value.List(cell.EnumerateArray().Select(element => ReadOne(element.GetProperty("v"))))
        : ReadOne(cell);

    private Value ReadOne(JsonElement cell)
    {
        if (cell.ValueKind == JsonValueKind.Null)
            return Value.Null;
        var text = cell.GetString()!;
        return Type switch
        {
            "INTEGER" or "INT64" => long.Parse(text, CultureInfo.InvariantCulture),
            "FLOAT" or "FLOAT64" => double.Parse(text, CultureInfo.InvariantCulture),
            "BOOLEAN" or "BOOL" => bool.Parse(text),
            "TIMESTAMP" => DcpVersion.ToText(DateTime.UnixEpoch.AddMicroseconds(long.Parse(text, CultureInfo.InvariantCulture)).Ticks),
            _ => text,
        };
    }
}
