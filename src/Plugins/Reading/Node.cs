using System.Runtime.InteropServices;
using System.Text.Json;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Reading;

/// <summary>
/// An element of a bundle's JSON that knows where it is, so that whatever is wrong with it can be named. A property that is missing is an element, too: its absence is an error only
/// where something is expected of it.
/// </summary>
internal readonly struct Node(JsonElement element, Place place, string name)
{
    public JsonElement Element { get; } = element;

    public Place Place { get; } = place;

    /// <summary>What messages call the element.</summary>
    public string Name { get; } = name;

    public bool IsMissing => Element.ValueKind == JsonValueKind.Undefined;

    /// <summary>Whether the element is null or missing.</summary>
    public bool IsNull => Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    public bool IsList => Element.ValueKind == JsonValueKind.Array;

    /// <summary>Whether the element is none of null, false, zero, and empty text, list and object.</summary>
    public bool IsTruthy => Element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(Element).Length > 2,
        JsonValueKind.Number => Element.GetDouble() != 0,
        JsonValueKind.Array => Element.GetArrayLength() > 0,
        JsonValueKind.Object => Element.GetPropertyCount() > 0,
        _ => false,
    };

    /// <summary>The property of that name, which may be missing. Of a missing object, all properties are missing.</summary>
    public Node Optional(string property)
    {
        if (IsMissing)
            return new(default, Place, property);
        if (Element.ValueKind != JsonValueKind.Object)
            throw Unexpected("an object");
        try
        {
            return new(Element.TryGetProperty(property, out var value) ? value : default, Place, property);
        }
        catch (InvalidOperationException)
        {
            throw NoUnicode();
        }
    }

    /// <summary>The first of two properties that is present, even if it is null. Both may be missing.</summary>
    public Node Optional(string property, string otherwise)
    {
        var first = Optional(property);
        return first.IsMissing ? Optional(otherwise) : first;
    }

    /// <summary>The property of that name, which must be present but may be null.</summary>
    public Node Required(string property)
    {
        var value = Optional(property);
        return value.IsMissing ? throw Place.Fault(ReadingFaults.PropertyMissing, $"the property '{property}' is missing") : value;
    }

    /// <summary>The first of two properties that is present, even if it is null. One of them must be present.</summary>
    public Node Required(string property, string otherwise)
    {
        var value = Optional(property, otherwise);
        return value.IsMissing ? throw Place.Fault(ReadingFaults.PropertyMissing, $"the properties '{property}' and '{otherwise}' are missing") : value;
    }

    /// <summary>The elements of a list; none where it is missing.</summary>
    public IEnumerable<Node> Elements() => Element.ValueKind switch
    {
        JsonValueKind.Undefined => [],
        JsonValueKind.Array => ElementsOfArray(),
        _ => throw Unexpected("a list"),
    };

    /// <summary>The properties of an object.</summary>
    public IEnumerable<KeyValuePair<string, Node>> Properties() =>
        Element.ValueKind == JsonValueKind.Object ? PropertiesOfObject() : throw Unexpected("an object");

    /// <summary>The text; null where the element is null or missing.</summary>
    public string? TextOrNull() => IsNull ? null : Text();

    public string Text()
    {
        if (Element.ValueKind != JsonValueKind.String)
            throw Unexpected("a text");
        try
        {
            return Element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw NoUnicode();
        }
    }

    /// <summary>The integer; null where the element is null or missing. A number without fraction is an integer however it is written.</summary>
    public long? IntegerOrNull()
    {
        if (IsNull)
            return null;
        if (Element.ValueKind == JsonValueKind.Number)
        {
            if (Element.TryGetInt64(out var integer))
                return integer;
            if (Element.TryGetDouble(out var number) && number == Math.Truncate(number) && Math.Abs(number) < long.MaxValue)
                return (long)number;
        }
        throw Unexpected("an integer");
    }

    public long Integer() => IntegerOrNull() ?? throw Unexpected("an integer");

    /// <summary>The number, whether it is an integer or not; null where the element is null or missing.</summary>
    public double? NumberOrNull()
    {
        if (IsNull)
            return null;
        return Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Unexpected("a number");
    }

    public bool Flag() => FlagOrNull() ?? throw Unexpected("true or false");

    /// <summary>The truth value; null where the element is null or missing.</summary>
    public bool? FlagOrNull() => Element.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>The UUID in its canonical form.</summary>
    public string Id()
    {
        var text = Text();
        if (IsCanonical(text))
            return text;
        return Guid.TryParse(text, out var id) ? id.ToString("D") : throw Place.Fault(ReadingFaults.WrongId, $"the value of '{Name}', '{text}', is no UUID");
    }

    private IEnumerable<Node> ElementsOfArray()
    {
        foreach (var element in Element.EnumerateArray())
            yield return new(element, Place, Name);
    }

    private IEnumerable<KeyValuePair<string, Node>> PropertiesOfObject()
    {
        foreach (var value in Element.EnumerateObject())
        {
            var property = NameOf(value);
            yield return KeyValuePair.Create(property, new Node(value.Value, Place, property));
        }
    }

    private string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw NoUnicode();
        }
    }

    // Lone halves of surrogate pairs are valid JSON, but no string can hold them.
    private BundleException NoUnicode() => Place.Fault(ReadingFaults.WrongType, $"'{Name}', or a property of it, is no valid Unicode");

    private BundleException Unexpected(string wanted) => IsMissing
        ? Place.Fault(ReadingFaults.PropertyMissing, $"the property '{Name}' is missing")
        : Place.Fault(ReadingFaults.WrongType, $"'{Name}' must be {wanted}, not {Describe(Element.ValueKind)}");

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static bool IsCanonical(string text)
    {
        if (text.Length != 36)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (i is 8 or 13 or 18 or 23 ? text[i] != '-' : !char.IsAsciiHexDigitLower(text[i]))
                return false;
        }
        return true;
    }
}
