using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hits;

/// <summary>A list of objects: one for each entity at some path of the document, or at several paths one after another. It may be empty, but is always there.</summary>
public sealed record HitList(params IReadOnlyList<HitElements> Sources) : HitShape
{
    internal const string Accessible = SpecialFields.Accessible;

    /// <summary>Whether the first object says if the caller may access the entity that the hit is about.</summary>
    public bool ShowsAccess { get; init; }

    public override void Write(Entity document, HitWriter writer)
    {
        writer.Json.WriteStartArray();
        var isFirst = true;
        foreach (var source in Sources)
        {
            foreach (var entity in source.In(document))
            {
                writer.Json.WriteStartObject();
                source.Shape.WriteKeys(entity, writer);
                if (isFirst && ShowsAccess)
                    WriteAccessible(writer);
                writer.Json.WriteEndObject();
                isFirst = false;
            }
        }
        writer.Json.WriteEndArray();
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "array");
        writer.WritePropertyName("items");
        if (Sources.Count == 1)
            Sources[0].Shape.WriteSchema(writer, ShowsAccess);
        else
            WriteAlternatives(writer);
        writer.WriteEndObject();
    }

    private static void WriteAccessible(HitWriter writer)
    {
        writer.Json.WritePropertyName(Accessible);
        writer.WriteAccessible();
    }

    private void WriteAlternatives(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("anyOf");
        foreach (var source in Sources)
            source.Shape.WriteSchema(writer, ShowsAccess);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
