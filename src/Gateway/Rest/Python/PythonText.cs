using System.Globalization;
using System.Text;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Python;

/// <summary>How values look in the original's messages: the renderings of strings, tuples and sets that its clients and tests know.</summary>
internal static class PythonText
{
    /// <summary>A value where a message has it as it is: a string unquoted.</summary>
    public static string Plain(Value value) => value.AsStringOrNull ?? Quoted(value);

    /// <summary>A value as part of a larger rendering: a string in quotes.</summary>
    public static string Quoted(Value value) => value.Kind switch
    {
        ValueKind.Null => "None",
        ValueKind.Boolean => value.AsBoolean ? "True" : "False",
        ValueKind.Double => Number(value.AsDouble, "nan", "inf"),
        ValueKind.String => Quoted(value.AsString),
        ValueKind.List => $"[{string.Join(", ", value.AsList.Select(Quoted))}]",
        ValueKind.Entity => $"{{{string.Join(", ", value.AsEntity.Select(p => $"{Quoted(p.Key)}: {Quoted(p.Value)}"))}}}",
        _ => value.ToString(),
    };

    /// <summary>A string in quotes: single ones, unless it holds only single ones itself.</summary>
    public static string Quoted(string text)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var result = new StringBuilder(text.Length + 2).Append(quote);
        foreach (var rune in text.EnumerateRunes())
            AppendRune(result, rune, quote);
        return result.Append(quote).ToString();
    }

    /// <summary>Several strings as a tuple: <c>('a', 'b')</c>.</summary>
    public static string Tuple(params IReadOnlyList<string> items) =>
        $"({string.Join(", ", items.Select(Quoted))}{(items.Count == 1 ? "," : "")})";

    /// <summary>Several values as a set, in ordinal order: <c>{'a', 'b'}</c>.</summary>
    public static string Set(IEnumerable<Value> items) => $"{{{string.Join(", ", items.Select(Quoted).Order(StringComparer.Ordinal))}}}";

    public static string Set(IEnumerable<string> items) => Set(items.Select(i => (Value)i));

    /// <summary>A float: always with a point or an exponent.</summary>
    public static string Number(double number, string nan, string infinity)
    {
        if (double.IsNaN(number))
            return nan;
        if (double.IsInfinity(number))
            return number > 0 ? infinity : "-" + infinity;
        if (number == Math.Truncate(number) && Math.Abs(number) < 1e16)
            return number.ToString("F1", CultureInfo.InvariantCulture);
        return number.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e');
    }

    private static void AppendRune(StringBuilder text, Rune rune, char quote)
    {
        _ = rune.Value switch
        {
            '\\' => text.Append("\\\\"),
            '\n' => text.Append("\\n"),
            '\r' => text.Append("\\r"),
            '\t' => text.Append("\\t"),
            '\'' when quote == '\'' => text.Append("\\'"),
            < 0x20 or (>= 0x7f and <= 0xa0) or 0xad => text.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
            > 0x7f when !IsPrintable(rune) => rune.Value > 0xffff
                ? text.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}")
                : text.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
            _ => text.Append(rune.ToString()),
        };
    }

    private static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or
        UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator);
}
