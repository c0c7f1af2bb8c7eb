using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hits;

/// <summary>An object with the given keys, in order, all made of one document or inner entity.</summary>
public sealed record HitObject(params IReadOnlyList<HitKey> Keys) : HitShape
{
    public override void Write(Entity document, HitWriter writer)
    {
        writer.Json.WriteStartObject();
        WriteKeys(document, writer);
        writer.Json.WriteEndObject();
    }

    /// <summary>Writes the keys and their values without the braces around them.</summary>
    internal void WriteKeys(Entity document, HitWriter writer)
    {
        foreach (var key in Keys)
        {
            if (key.OnlyWith is { } property && !document.Has(property))
                continue;
            writer.Json.WritePropertyName(key.Name);
            key.Shape.Write(document, writer);
        }
    }

    public override void WriteSchema(Utf8JsonWriter writer) => WriteSchema(writer, showsAccess: false);

    /// <summary>Describes the object, with or without a flag for whether the caller may access the entity.</summary>
    internal void WriteSchema(Utf8JsonWriter writer, bool showsAccess)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "object");
        writer.WriteStartObject("properties");
        foreach (var (name, shape) in Keys)
        {
            writer.WritePropertyName(name);
            shape.WriteSchema(writer);
        }
        if (showsAccess)
        {
            writer.WriteStartObject(HitList.Accessible);
            writer.WriteString("type", "boolean");
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
