using System.Globalization;
using System.Text;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Python;

/// <summary>
/// JSON as the original reads and writes it, which is a little more than the standard: <c>NaN</c> and infinities, lone surrogates, repeated keys of which the last counts at the place
/// of the first.
/// </summary>
internal sealed class PythonJson
{
    private const int MaxDepth = 200;

    private readonly string text;
    private int position;
    private int depth;

    private PythonJson(string text) => this.text = text;

    /// <summary>The value of the text, or false if it is not JSON.</summary>
    public static bool TryParse(string text, out Value value)
    {
        var parser = new PythonJson(text);
        parser.SkipSpace();
        return parser.TryReadValue(out value) && parser.IsAtEnd();
    }

    /// <summary>Writes a value with a space after commas and colons and everything but ASCII escaped.</summary>
    public static string Serialize(Value value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private bool IsAtEnd()
    {
        SkipSpace();
        return position == text.Length;
    }

    private void SkipSpace()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\n' or '\r')
            position++;
    }

    private bool TryReadValue(out Value value)
    {
        value = default;
        if (position == text.Length)
            return false;
        switch (text[position])
        {
            case '{':
                return TryReadNested(TryReadObject, out value);
            case '[':
                return TryReadNested(TryReadList, out value);
            case '"':
                var isString = TryReadString(out var s);
                value = s;
                return isString;
            case 't':
                value = true;
                return TrySkip("true");
            case 'f':
                value = false;
                return TrySkip("false");
            case 'n':
                return TrySkip("null");
            case 'N':
                value = double.NaN;
                return TrySkip("NaN");
            case 'I':
                value = double.PositiveInfinity;
                return TrySkip("Infinity");
            case '-' when text.AsSpan(position).StartsWith("-I", StringComparison.Ordinal):
                value = double.NegativeInfinity;
                return TrySkip("-Infinity");
            default:
                return TryReadNumber(out value);
        }
    }

    private delegate bool Reader(out Value value);

    private bool TryReadNested(Reader read, out Value value)
    {
        value = default;
        position++;
        if (++depth > MaxDepth || !read(out value))
            return false;
        depth--;
        return true;
    }

    private bool TryReadList(out Value value)
    {
        var elements = new List<Value>();
        value = default;
        SkipSpace();
        if (TrySkip("]"))
        {
            value = Value.List();
            return true;
        }
        while (true)
        {
            SkipSpace();
            if (!TryReadValue(out var element))
                return false;
            elements.Add(element);
            SkipSpace();
            if (TrySkip(","))
                continue;
            value = Value.List(elements);
            return TrySkip("]");
        }
    }

    private bool TryReadObject(out Value value)
    {
        var properties = new OrderedDictionary<string, Value>();
        value = default;
        SkipSpace();
        if (TrySkip("}"))
        {
            value = Entity.Empty;
            return true;
        }
        while (true)
        {
            SkipSpace();
            if (!TryReadString(out var name))
                return false;
            SkipSpace();
            if (!TrySkip(":"))
                return false;
            SkipSpace();
            if (!TryReadValue(out var property))
                return false;
            properties[name] = property;
            SkipSpace();
            if (TrySkip(","))
                continue;
            value = new Entity(properties);
            return TrySkip("}");
        }
    }

    private bool TryReadString(out string value)
    {
        value = "";
        if (!TrySkip("\""))
            return false;
        var start = position;
        while (position < text.Length && text[position] is not ('"' or '\\' or < ' '))
            position++;
        if (TrySkip("\""))
        {
            value = text[start..(position - 1)];
            return true;
        }
        position = start;
        return TryReadEscapedString(out value);
    }

    private bool TryReadEscapedString(out string value)
    {
        var result = new StringBuilder();
        value = "";
        while (position < text.Length)
        {
            var c = text[position++];
            switch (c)
            {
                case '"':
                    value = result.ToString();
                    return true;
                case '\\' when position < text.Length && TryReadEscape(out var escaped):
                    result.Append(escaped);
                    break;
                case '\\' or < ' ':
                    return false;
                default:
                    result.Append(c);
                    break;
            }
        }
        return false;
    }

    private bool TryReadEscape(out char value)
    {
        var c = text[position++];
        value = c switch { 'n' => '\n', 't' => '\t', 'r' => '\r', 'b' => '\b', 'f' => '\f', _ => c };
        if (c != 'u')
            return c is '"' or '\\' or '/' or 'n' or 't' or 'r' or 'b' or 'f';
        if (text.Length - position < 4 || !ushort.TryParse(text.AsSpan(position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            return false;
        position += 4;
        value = (char)code;
        return true;
    }

    private bool TryReadNumber(out Value value)
    {
        var start = position;
        value = default;
        TrySkip("-");
        if (!TrySkip("0") && SkipDigits() == 0)
            return false;
        var isInteger = true;
        if (position + 1 < text.Length && text[position] == '.' && char.IsAsciiDigit(text[position + 1]))
        {
            isInteger = false;
            position++;
            SkipDigits();
        }
        isInteger &= !TrySkipExponent();
        var token = text.AsSpan(start, position - start);
        if (isInteger && long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            value = integer;
        else
            value = double.Parse(token, CultureInfo.InvariantCulture);
        return true;
    }

    private bool TrySkipExponent()
    {
        var start = position;
        if (position < text.Length && text[position] is 'e' or 'E')
        {
            position++;
            if (position < text.Length && text[position] is '+' or '-')
                position++;
            if (SkipDigits() > 0)
                return true;
        }
        position = start;
        return false;
    }

    private int SkipDigits()
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
            position++;
        return position - start;
    }

    private bool TrySkip(string token)
    {
        if (string.CompareOrdinal(text, position, token, 0, token.Length) != 0)
            return false;
        position += token.Length;
        return true;
    }

    private static void Write(StringBuilder text, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Double:
                text.Append(PythonText.Number(value.AsDouble, "NaN", "Infinity"));
                break;
            case ValueKind.String:
                CanonicalJson.WriteString(text, value.AsString);
                break;
            case ValueKind.List:
                text.Append('[');
                for (var i = 0; i < value.AsList.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    Write(text, value.AsList[i]);
                }
                text.Append(']');
                break;
            case ValueKind.Entity:
                WriteObject(text, value.AsEntity);
                break;
            default:
                text.Append(value.ToString());
                break;
        }
    }

    private static void WriteObject(StringBuilder text, Entity entity)
    {
        text.Append('{');
        var separator = "";
        foreach (var (name, property) in entity)
        {
            text.Append(separator);
            separator = ", ";
            CanonicalJson.WriteString(text, name);
            text.Append(": ");
            Write(text, property);
        }
        text.Append('}');
    }
}
