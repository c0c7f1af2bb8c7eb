using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>Writes ranges as queries of Elasticsearch. An end of another type than the column's has nothing on its side.</summary>
internal static class RangeJson
{
    /// <summary>The ends of a range of integers: 2⁶³, beyond the greatest one, as a double.</summary>
    private const double BeyondIntegers = 9223372036854775808.0;

    /// <summary>The field has a text in the range.</summary>
    public static void WriteTexts(Utf8JsonWriter json, string field, ValueRange range)
    {
        if (range.From.Kind is ValueKind.Null or ValueKind.String && range.To.Kind is ValueKind.Null or ValueKind.String)
            Write(json, field, range, null);
        else
            json.Nothing();
    }

    /// <summary>The field, of doubles, has a number in the range.</summary>
    public static void WriteNumbers(Utf8JsonWriter json, string field, ValueRange range)
    {
        if (IsOfNumbers(range))
            Write(json, field, range with { From = Double(range.From), To = Double(range.To) }, null);
        else
            json.Nothing();
    }

    /// <summary>The field, of integers, has a number in the range.</summary>
    public static void WriteIntegers(Utf8JsonWriter json, string field, ValueRange range)
    {
        if (IsOfNumbers(range) && Least(range) is { } least && Greatest(range) is { } greatest && least <= greatest)
            Write(json, field, new(least == long.MinValue ? Value.Null : least, greatest == long.MaxValue ? Value.Null : greatest), null);
        else
            json.Nothing();
    }

    /// <summary>The field, of ranges, has one that is within the other range, contains or intersects it.</summary>
    public static void Write(Utf8JsonWriter json, string field, Filter.Condition condition, ValueRange range)
    {
        if (Interval.Between(range.From, range.To) is not { } other)
        {
            json.Nothing();
            return;
        }
        // Between two neighbouring doubles there is nothing, so an end that is excluded is the one beside it that is not.
        var inner = new Interval(
            range.FromIsExclusive && !range.From.IsNull ? double.BitIncrement(other.From) : other.From,
            range.ToIsExclusive && !range.To.IsNull ? double.BitDecrement(other.To) : other.To);
        switch (condition)
        {
            case Filter.Contains:
                Relate(json, field, "contains", other);
                break;
            case Filter.Within when inner.From <= inner.To:
                Relate(json, field, "within", inner);
                break;
            case Filter.Intersects when inner.From <= inner.To:
                Relate(json, field, "intersects", inner);
                break;
            // To begin before the one and end after the other is to contain what is between.
            case Filter.Intersects:
                Relate(json, field, "contains", new(inner.To, inner.From));
                break;
            default:
                json.Nothing();
                break;
        }
    }

    private static void Relate(Utf8JsonWriter json, string field, string relation, Interval interval) =>
        Write(json, field, new(double.IsFinite(interval.From) ? interval.From : Value.Null, double.IsFinite(interval.To) ? interval.To : Value.Null), relation);

    private static void Write(Utf8JsonWriter json, string field, ValueRange range, string? relation)
    {
        json.WriteStartObject();
        json.WriteStartObject("range");
        json.WriteStartObject(field);
        WriteEnd(json, range.FromIsExclusive ? "gt" : "gte", range.From);
        WriteEnd(json, range.ToIsExclusive ? "lt" : "lte", range.To);
        if (relation is not null)
            json.WriteString("relation", relation);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteEnd(Utf8JsonWriter json, string name, Value end)
    {
        if (end.IsNull)
            return;
        json.WritePropertyName(name);
        ValueJson.Write(json, end);
    }

    private static bool IsOfNumbers(ValueRange range) => (range.From.IsNull || range.From.IsNumber) && (range.To.IsNull || range.To.IsNumber);

    private static Value Double(Value number) => number.IsNull ? number : number.AsDouble;

    // Null where there is no such integer.
    private static long? Least(ValueRange range) => range.From.Kind switch
    {
        ValueKind.Null => long.MinValue,
        ValueKind.Long => range.FromIsExclusive ? (range.From.AsLong == long.MaxValue ? null : range.From.AsLong + 1) : range.From.AsLong,
        _ => Math.Ceiling(range.From.AsDouble) switch
        {
            >= BeyondIntegers => null,
            < -BeyondIntegers => long.MinValue,
            var whole => range.FromIsExclusive && whole == range.From.AsDouble ? (long)whole + 1 : (long)whole,
        },
    };

    private static long? Greatest(ValueRange range) => range.To.Kind switch
    {
        ValueKind.Null => long.MaxValue,
        ValueKind.Long => range.ToIsExclusive ? (range.To.AsLong == long.MinValue ? null : range.To.AsLong - 1) : range.To.AsLong,
        _ => Math.Floor(range.To.AsDouble) switch
        {
            >= BeyondIntegers => long.MaxValue,
            < -BeyondIntegers => null,
            var whole => range.ToIsExclusive && whole == range.To.AsDouble ? (long)whole - 1 : (long)whole,
        },
    };
}
