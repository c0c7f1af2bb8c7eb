using System.Globalization;
using System.Text;
using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search.Elasticsearch.Columns;

/// <summary>
/// Any value as a text, such that the texts, compared by their UTF-8 bytes, are in the order of the values (<see cref="ValueOrder"/>): what a keyword field needs to sort values of any type, to count
/// composite ones and to compare them with whatever a cursor holds. The value can be read back from it.
/// </summary>
/// <remarks>
/// A text begins with a letter for its kind; the letters are in the order of the kinds. Numbers are the bits of a double, in an order that compares; a whole number that no double holds has its own bits
/// after that. Strings and lists end by a mark that is less than whatever else could follow.
/// </remarks>
internal static class OrderKey
{
    private const char Boolean = 'b', Number = 'n', Quantity = 'q', String = 's', List = 't', Composite = 'u', Entity = 'v', Null = 'z';
    private const char Exact = '+', End = '\0', NulInText = '\u0001';
    private const long GreatestExact = 1L << 53;

    /// <summary>The key of a value that is no composite.</summary>
    public static string Of(Value value)
    {
        var key = new StringBuilder();
        Append(key, value);
        return key.ToString();
    }

    /// <summary>The key of a composite value that has exactly the properties that are declared, in order.</summary>
    public static string OfComposite(Entity term)
    {
        var key = new StringBuilder().Append(Composite);
        AppendProperties(key, term);
        return key.ToString();
    }

    /// <summary>The key of such a value that is a quantity. Quantities are in the order of their texts.</summary>
    public static string OfQuantity(Entity term)
    {
        var key = new StringBuilder().Append(Quantity);
        AppendText(key, TermText.OfQuantity(term));
        AppendProperties(key, term);
        return key.ToString();
    }

    /// <summary>The value of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="properties">The names of the properties of composite values.</param>
    public static Value ValueOf(string key, IReadOnlyList<string> properties)
    {
        var position = 0;
        return Read(key, ref position, properties);
    }

    private static void AppendProperties(StringBuilder key, Entity term)
    {
        foreach (var (_, value) in term.AsSpan())
            Append(key, value);
    }

    private static void Append(StringBuilder key, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                key.Append(Null);
                break;
            case ValueKind.Boolean:
                key.Append(Boolean).Append(value.AsBoolean ? '1' : '0');
                break;
            case ValueKind.Long:
                AppendNumber(key, value.AsLong);
                if (value.AsLong is < -GreatestExact or > GreatestExact)
                    key.Append(Exact).Append(Hexadecimal(value.AsLong ^ long.MinValue));
                break;
            case ValueKind.Double:
                AppendNumber(key, value.AsDouble);
                break;
            case ValueKind.String:
                AppendText(key.Append(String), value.AsString);
                break;
            case ValueKind.List:
                key.Append(List);
                foreach (var element in value.AsList)
                    Append(key, element);
                key.Append(End);
                break;
            default:
                key.Append(Entity);
                foreach (var (name, property) in value.AsEntity.OrderBy(p => p.Key, StringComparer.Ordinal))
                {
                    Append(key, name);
                    Append(key, property);
                }
                key.Append(End);
                break;
        }
    }

    // Of negative numbers, the greater ones have the lesser bits. Zero has one key, whichever its sign.
    private static void AppendNumber(StringBuilder key, double number)
    {
        var bits = BitConverter.DoubleToInt64Bits(number == 0 ? 0 : number);
        key.Append(Number).Append(Hexadecimal(bits < 0 ? ~bits : bits ^ long.MinValue));
    }

    private static void AppendText(StringBuilder key, string text) => key.Append(text.Replace($"{End}", $"{End}{NulInText}", StringComparison.Ordinal)).Append(End).Append(End);

    private static string Hexadecimal(long bits) => bits.ToString("x16", CultureInfo.InvariantCulture);

    private static Value Read(string key, ref int position, IReadOnlyList<string> properties)
    {
        switch (key[position++])
        {
            case Boolean:
                return key[position++] == '1';
            case Number:
                return ReadNumber(key, ref position);
            case String:
                return ReadText(key, ref position);
            case List:
                var elements = new List<Value>();
                while (key[position] != End)
                    elements.Add(Read(key, ref position, properties));
                position++;
                return Value.List(elements);
            case Quantity:
                ReadText(key, ref position);
                return ReadProperties(key, ref position, properties);
            case Composite:
                return ReadProperties(key, ref position, properties);
            case Entity:
                var found = new List<KeyValuePair<string, Value>>();
                while (key[position] != End)
                    found.Add(KeyValuePair.Create(Read(key, ref position, properties).AsString, Read(key, ref position, properties)));
                position++;
                return new Entity(found);
            default:
                return Value.Null;
        }
    }

    private static Entity ReadProperties(string key, ref int position, IReadOnlyList<string> properties)
    {
        var values = new KeyValuePair<string, Value>[properties.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = KeyValuePair.Create(properties[i], Read(key, ref position, properties));
        return new(values);
    }

    private static Value ReadNumber(string key, ref int position)
    {
        var bits = ReadBits(key, ref position);
        var number = BitConverter.Int64BitsToDouble(bits < 0 ? bits ^ long.MinValue : ~bits);
        if (position < key.Length && key[position] == Exact)
        {
            position++;
            return ReadBits(key, ref position) ^ long.MinValue;
        }
        return number == Math.Truncate(number) && Math.Abs(number) <= GreatestExact ? (Value)(long)number : number;
    }

    private static long ReadBits(string key, ref int position)
    {
        var bits = long.Parse(key.AsSpan(position, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        position += 16;
        return bits;
    }

    // A text that was cut off has no end.
    private static string ReadText(string key, ref int position)
    {
        var text = new StringBuilder();
        for (; position < key.Length; position++)
        {
            if (key[position] == End && position + 1 < key.Length)
            {
                if (key[++position] != NulInText)
                    break;
                text.Append(End);
            }
            else if (key[position] != End)
            {
                text.Append(key[position]);
            }
        }
        position++;
        return text.ToString();
    }
}
