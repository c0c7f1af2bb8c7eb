using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hits;

/// <summary>The same text in every hit, or a list with just that text.</summary>
public sealed record HitConstant(string Text, bool IsList) : HitShape
{
    public override void Write(Entity document, HitWriter writer)
    {
        if (IsList)
            writer.Json.WriteStartArray();
        writer.Json.WriteStringValue(Text);
        if (IsList)
            writer.Json.WriteEndArray();
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", IsList ? "array" : "string");
        if (IsList)
        {
            writer.WriteStartObject("items");
            writer.WriteString("type", "string");
        }
        writer.WriteStartArray("enum");
        writer.WriteStringValue(Text);
        writer.WriteEndArray();
        if (IsList)
            writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
