using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Azul.Plugins.Documents;

/// <summary>
/// The JSON text whose SHA-1 is the content hash of a replica: keys in code point order, compact, ASCII only, numbers as Python writes them
/// (<c>spec/indexer.md</c> §2.3 and §12.2).
/// </summary>
public static class CanonicalJson
{
    // Insertion is fastest for the few properties that objects have, and must not be used for many.
    private const int FewProperties = 32;

    private static readonly Comparer<string> ByCodePoint = Comparer<string>.Create(CompareCodePoints);

    // What stands in a text as it is. Of a text without escapes, the same bytes are its canonical form.
    private static readonly SearchValues<byte> Plain = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Where(c => c is not ('"' or '\\')).Select(c => (byte)c)]);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    /// <summary>Lower-case hex SHA-1 of the canonical text.</summary>
    public static string Hash(JsonElement element) => Convert.ToHexStringLower(SHA1.HashData(Canonical(element)));

    /// <summary>The canonical text.</summary>
    public static string Serialize(JsonElement element) => Encoding.ASCII.GetString(Canonical(element));

    private static ReadOnlySpan<byte> Canonical(JsonElement element)
    {
        var text = buffer ??= new(4096);
        text.ResetWrittenCount();
        Write(text, element);
        return text.WrittenSpan;
    }

    private static void Write(ArrayBufferWriter<byte> text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, element);
                break;
            case JsonValueKind.Array:
                var separator = "["u8;
                foreach (var item in element.EnumerateArray())
                {
                    text.Write(separator);
                    separator = ","u8;
                    Write(text, item);
                }
                text.Write(separator[0] == '[' ? "[]"u8 : "]"u8);
                break;
            case JsonValueKind.String:
                var quoted = JsonMarshal.GetRawUtf8Value(element);
                if (quoted[1..^1].ContainsAnyExcept(Plain))
                    WriteEscaped(text, element.GetString()!);
                else
                    text.Write(quoted);
                break;
            case JsonValueKind.Number:
                WriteNumber(text, JsonMarshal.GetRawUtf8Value(element));
                break;
            default:
                text.Write(JsonMarshal.GetRawUtf8Value(element));
                break;
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> text, JsonElement element)
    {
        var properties = Sorted(element);
        var separator = "{"u8;
        for (var i = 0; i < properties.Length; i++)
        {
            // Of a repeated key the last one counts, as in every common parser.
            if (i + 1 < properties.Length && IsSame(properties[i], properties[i + 1]))
                continue;
            text.Write(separator);
            separator = ","u8;
            WriteName(text, properties[i]);
            text.Write(":"u8);
            Write(text, properties[i].Value);
        }
        text.Write(separator[0] == '{' ? "{}"u8 : "}"u8);
    }

    private static void WriteName(ArrayBufferWriter<byte> text, JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        if (name.ContainsAnyExcept(Plain))
        {
            WriteEscaped(text, property.Name);
            return;
        }
        text.Write("\""u8);
        text.Write(name);
        text.Write("\""u8);
    }

    // The sorting is stable, so that the last one of a repeated key stays the last one.
    private static JsonProperty[] Sorted(JsonElement element)
    {
        var properties = new JsonProperty[element.GetPropertyCount()];
        var count = 0;
        foreach (var property in element.EnumerateObject())
        {
            if (properties.Length > FewProperties || JsonMarshal.GetRawUtf8PropertyName(property).ContainsAnyExcept(Plain))
                return [.. element.EnumerateObject().OrderBy(p => p.Name, ByCodePoint)];
            var place = count++;
            for (; place > 0 && IsBefore(property, properties[place - 1]); place--)
                properties[place] = properties[place - 1];
            properties[place] = property;
        }
        return properties;
    }

    private static bool IsBefore(JsonProperty left, JsonProperty right) =>
        JsonMarshal.GetRawUtf8PropertyName(left).SequenceCompareTo(JsonMarshal.GetRawUtf8PropertyName(right)) < 0;

    private static bool IsSame(JsonProperty left, JsonProperty right)
    {
        var one = JsonMarshal.GetRawUtf8PropertyName(left);
        var other = JsonMarshal.GetRawUtf8PropertyName(right);
        return one.SequenceEqual(other) || ((one.Contains((byte)'\\') || other.Contains((byte)'\\')) && left.Name == right.Name);
    }

    private static void WriteEscaped(ArrayBufferWriter<byte> text, string value)
    {
        var escaped = new StringBuilder(value.Length + 16);
        WriteString(escaped, value);
        foreach (var chunk in escaped.GetChunks())
            text.Advance(Encoding.ASCII.GetBytes(chunk.Span, text.GetSpan(chunk.Length)));
    }

    /// <summary>Writes a string as JSON in ASCII only.</summary>
    public static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or > '~' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }
        text.Append('"');
    }

    // A token without fraction and exponent is an integer of any size and keeps its digits.
    private static void WriteNumber(ArrayBufferWriter<byte> text, ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0)
            text.Write(Encoding.ASCII.GetBytes(PythonFloat(double.Parse(raw, CultureInfo.InvariantCulture))));
        else
            text.Write(raw.SequenceEqual("-0"u8) ? "0"u8 : raw);
    }

    /// <summary>Python's <c>repr</c> of a float: shortest digits, exponent form below 1e-4 and from 1e16 on.</summary>
    internal static string PythonFloat(double number)
    {
        if (!double.IsFinite(number))
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        if (number == 0)
            return double.IsNegative(number) ? "-0.0" : "0.0";
        var (digits, point) = Digits(Math.Abs(number));
        var sign = number < 0 ? "-" : "";
        if (point is > 16 or < -3)
        {
            var mantissa = digits.Length > 1 ? $"{digits[..1]}.{digits[1..]}" : digits;
            return $"{sign}{mantissa}e{(point > 0 ? "+" : "-")}{Math.Abs(point - 1).ToString("00", CultureInfo.InvariantCulture)}";
        }
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return digits.Length <= point
            ? $"{sign}{digits.PadRight(point, '0')}.0"
            : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    // The shortest significant digits that identify a number, and where its decimal point stands among them.
    private static (string Digits, int Point) Digits(double magnitude)
    {
        var shortest = magnitude.ToString("R", CultureInfo.InvariantCulture);
        var (mantissa, exponent) = shortest.Split('E') is [var m, var e] ? (m, int.Parse(e, CultureInfo.InvariantCulture)) : (shortest, 0);
        var whole = mantissa.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : mantissa.Length;
        var digits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var leadingZeros = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), whole + exponent - leadingZeros);
    }

    private static int CompareCodePoints(string? left, string? right)
    {
        if (left is null || right is null)
            return string.CompareOrdinal(left, right);
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] != right[i])
                return char.IsSurrogate(left[i]) == char.IsSurrogate(right[i]) ? left[i] - right[i] : char.IsSurrogate(left[i]) ? 1 : -1;
        }
        return left.Length - right.Length;
    }
}
