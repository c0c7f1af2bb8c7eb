using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azul.Plugins.Documents;

/// <summary>Values as UTF-8 JSON. Reading and writing again yields the same bytes.</summary>
public static class ValueJson
{
    /// <summary>
    /// How documents are written: compact, non-ASCII text as it is. The payload of a document is data, not HTML, so nothing is escaped for HTML's sake.
    /// </summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Value Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var value = Read(ref reader);
        return reader.Read() ? throw new JsonException("There is text after the end of the JSON value") : value;
    }

    /// <summary>Reads the value at whose first token the reader stands, and leaves it at its last.</summary>
    public static Value Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return default;
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.TryGetInt64(out var integer) ? (Value)integer : reader.GetDouble();
            case JsonTokenType.StartArray:
                return ReadList(ref reader);
            case JsonTokenType.StartObject:
                return ReadEntity(ref reader);
            default:
                throw new JsonException($"Unexpected JSON token {reader.TokenType}");
        }
    }

    private static Value ReadList(ref Utf8JsonReader reader)
    {
        var values = new Collected<Value>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            values.Add(Read(ref reader));
        return Value.List(values.ToArray());
    }

    private static Entity ReadEntity(ref Utf8JsonReader reader)
    {
        var properties = new Collected<KeyValuePair<string, Value>>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = PropertyNames.Read(ref reader);
            reader.Read();
            properties.Add(KeyValuePair.Create(name, Read(ref reader)));
        }
        return Entity.Of(properties.ToArray());
    }

    /// <summary>The value of a parsed JSON element. Integers that fit stay integers.</summary>
    public static Value FromElement(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => default,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var integer) ? (Value)integer : element.GetDouble(),
        JsonValueKind.Array => Value.List(element.EnumerateArray().Select(FromElement)),
        _ => new Entity(element.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, FromElement(p.Value)))),
    };

    public static byte[] Serialize(Value value)
    {
        using var buffer = JsonBuffer.Take();
        Write(buffer.Writer, value);
        return buffer.Written.ToArray();
    }

    /// <summary>Writes a value. A number that JSON cannot hold (an infinity) is left out: it becomes null, never text.</summary>
    public static void Write(Utf8JsonWriter writer, Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Null:
                writer.WriteNullValue();
                break;
            case ValueKind.Boolean:
                writer.WriteBooleanValue(value.AsBoolean);
                break;
            case ValueKind.Long:
                writer.WriteNumberValue(value.AsLong);
                break;
            case ValueKind.Double:
                WriteDouble(writer, value.AsDouble);
                break;
            case ValueKind.String:
                writer.WriteStringValue(value.AsString);
                break;
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var element in value.Elements)
                    Write(writer, element);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStartObject();
                foreach (var (name, property) in value.AsEntity.AsSpan())
                {
                    writer.WritePropertyName(name);
                    Write(writer, property);
                }
                writer.WriteEndObject();
                break;
        }
    }

    // A whole number keeps its ".0", so that it is read back as the floating-point number that it is.
    private static void WriteDouble(Utf8JsonWriter writer, double number)
    {
        if (!double.IsFinite(number))
            writer.WriteNullValue();
        else if (number == Math.Truncate(number) && Math.Abs(number) < 1e15)
            writer.WriteRawValue($"{number:F1}", skipInputValidation: true);
        else
            writer.WriteNumberValue(number);
    }
}
