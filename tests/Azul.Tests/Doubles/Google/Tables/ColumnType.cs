using System.Globalization;
using System.Text.Json;

namespace Azul.Tests.Doubles.Google.Tables;

/// <summary>A type of BigQuery, and the declaration that stands for it in SQLite.</summary>
internal sealed record ColumnType(string Name, string Declaration, bool IsRepeated = false)
{
    private static readonly ColumnType Text = new("STRING", "TEXT");
    private static readonly ColumnType Texts = new("STRING", "TEXT_LIST", IsRepeated: true);
    private static readonly ColumnType Integer = new("INTEGER", "INTEGER");
    private static readonly ColumnType Number = new("FLOAT", "FLOAT");
    private static readonly ColumnType Flag = new("BOOLEAN", "BOOLEAN");
    private static readonly ColumnType Time = new("TIMESTAMP", "TIMESTAMP");

    /// <summary>The type that the value of a first row gives to its column.</summary>
    public static ColumnType Of(string column, JsonElement value) => value.ValueKind switch
    {
        _ when column == "version" => Time,
        JsonValueKind.True or JsonValueKind.False => Flag,
        JsonValueKind.Number => value.TryGetInt64(out _) ? Integer : Number,
        JsonValueKind.Array => Texts,
        _ => Text,
    };

    /// <summary>The type that SQLite declares for a column of a result; of an expression it tells how the value is stored.</summary>
    public static ColumnType OfDeclaration(string declaration) =>
        Array.Find<ColumnType>([Texts, Integer, Number, Flag, Time], t => t.Declaration == declaration) ?? (declaration == "REAL" ? Number : Text);

    /// <summary>A value as it is kept.</summary>
    public object Store(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => IsRepeated ? "[]" : DBNull.Value,
        _ when this == Time => Microseconds(value.GetString()!),
        JsonValueKind.True => 1L,
        JsonValueKind.False => 0L,
        JsonValueKind.Number => value.TryGetInt64(out var integer) && this != Number ? integer : value.GetDouble(),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    /// <summary>A kept value as BigQuery writes it into the cells of an answer.</summary>
    public object? Show(object? value, bool withIntegerTimestamps) => value switch
    {
        null => IsRepeated ? Array.Empty<object>() : null,
        string json when IsRepeated => JsonElement.Parse(json).EnumerateArray().Select(e => new { v = e.GetString() }).ToArray(),
        long flag when this == Flag => flag != 0 ? "true" : "false",
        long micros when this == Time && !withIntegerTimestamps => (micros / 1e6).ToString("E15", CultureInfo.InvariantCulture),
        long integer => integer.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    public static long Microseconds(string text) =>
        (DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
