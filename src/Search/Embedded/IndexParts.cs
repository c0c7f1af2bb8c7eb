using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;

namespace Azul.Search.Embedded;

/// <summary>What is searched of an aggregate, as JSON.</summary>
/// <param name="Sources">A list of the ids of its sources.</param>
/// <param name="Columns">An object with a list of values for each column that has any.</param>
internal sealed record IndexParts(byte[] Sources, byte[] Columns)
{
    public static IndexParts Of(AggregateDocument document)
    {
        using var buffer = JsonBuffer.Take();
        var json = buffer.Writer;
        json.WriteStartObject();
        foreach (var (name, values) in document.Columns)
        {
            json.WriteStartArray(name);
            for (var i = 0; i < values.Count; i++)
                ValueJson.Write(json, values[i]);
            json.WriteEndArray();
        }
        json.WriteEndObject();
        return new(JsonSerializer.SerializeToUtf8Bytes(document.SourceIds), buffer.Written.ToArray());
    }

    public string[] SourceIds() => JsonSerializer.Deserialize<string[]>(Sources)!;

    /// <summary>Calls back for each value, with the name of its column.</summary>
    public void ReadColumns(Action<string, Value> take)
    {
        var reader = new Utf8JsonReader(Columns);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                take(name, ValueJson.Read(ref reader));
        }
    }
}
