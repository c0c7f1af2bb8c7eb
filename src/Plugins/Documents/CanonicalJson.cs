using System.Globalization;
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
    private static readonly Comparer<string> ByCodePoint = Comparer<string>.Create(CompareCodePoints);

    /// <summary>Lower-case hex SHA-1 of the canonical text.</summary>
    public static string Hash(JsonElement element)
    {
        var text = new StringBuilder(4096);
        Write(text, element);
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(text.ToString())));
    }

    /// <summary>The canonical text.</summary>
    public static string Serialize(JsonElement element)
    {
        var text = new StringBuilder();
        Write(text, element);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, element);
                break;
            case JsonValueKind.Array:
                var separator = '[';
                foreach (var item in element.EnumerateArray())
                {
                    text.Append(separator);
                    separator = ',';
                    Write(text, item);
                }
                text.Append(separator == '[' ? "[]" : "]");
                break;
            case JsonValueKind.String:
                WriteString(text, element.GetString()!);
                break;
            case JsonValueKind.Number:
                WriteNumber(text, element.GetRawText());
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement element)
    {
        // Of a repeated key the last one counts, as in every common parser.
        var properties = element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)).OrderBy(p => p.Key, ByCodePoint).ToArray();
        var separator = '{';
        for (var i = 0; i < properties.Length; i++)
        {
            var (name, value) = properties[i];
            if (i + 1 < properties.Length && properties[i + 1].Key == name)
                continue;
            text.Append(separator);
            separator = ',';
            WriteString(text, name);
            text.Append(':');
            Write(text, value);
        }
        text.Append(separator == '{' ? "{}" : "}");
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
    private static void WriteNumber(StringBuilder text, string raw)
    {
        if (raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0)
            text.Append(raw == "-0" ? "0" : raw);
        else
            text.Append(PythonFloat(double.Parse(raw, CultureInfo.InvariantCulture)));
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
