using System.Globalization;
using System.Numerics;
using System.Text;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Python;

/// <summary>What the original takes for an integer: <c>5</c>, <c>+5</c>, <c>" 5 "</c>, <c>05</c>, <c>1_0</c>, digits of any script, and the whole part of a JSON number.</summary>
internal static class PythonInteger
{
    // No parameter is greater, so a longer text need not be read exactly.
    private const int MaxLength = 4300;

    public static bool TryParse(Value value, out BigInteger integer)
    {
        integer = default;
        switch (value.Kind)
        {
            case ValueKind.Long:
                integer = value.AsLong;
                return true;
            case ValueKind.Boolean:
                integer = value.AsBoolean ? 1 : 0;
                return true;
            case ValueKind.Double when double.IsFinite(value.AsDouble):
                integer = new BigInteger(value.AsDouble);
                return true;
            case ValueKind.String:
                return TryParse(value.AsString, out integer);
            default:
                return false;
        }
    }

    private static bool TryParse(string text, out BigInteger integer)
    {
        integer = default;
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
            return false;
        var digits = new StringBuilder(trimmed.Length);
        var unsigned = trimmed[0] is '+' or '-' ? trimmed[1..] : trimmed;
        var mayBeUnderscore = false;
        foreach (var rune in unsigned.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                digits.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                mayBeUnderscore = true;
            }
            else if (rune.Value == '_' && mayBeUnderscore)
            {
                mayBeUnderscore = false;
            }
            else
            {
                return false;
            }
        }
        // An underscore may only stand between digits.
        if (!mayBeUnderscore)
            return false;
        integer = BigInteger.Parse(digits.ToString(), CultureInfo.InvariantCulture);
        if (trimmed[0] == '-')
            integer = -integer;
        return true;
    }
}
