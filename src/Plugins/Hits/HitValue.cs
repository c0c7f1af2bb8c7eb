using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hits;

/// <summary>A property as it is in the document; null where the entity does not have it.</summary>
/// <param name="Property">The property.</param>
/// <param name="IsList">Whether its value is a list, as it is before aggregation or after it.</param>
public sealed record HitValue(Property Property, bool IsList) : HitShape
{
    /// <summary>Whether a list is shown in order, nulls last, in whatever order it is in the document.</summary>
    public bool IsSorted { get; init; }

    /// <summary>The property in the form that an inner entity type has in documents of an outer type.</summary>
    public static HitValue Of(Property property, InnerForm form) => new(
        property,
        property.IsList || (form == InnerForm.Groups && property.Accumulation.IsList));

    public override void Write(Entity document, HitWriter writer)
    {
        var value = document[Property.Name];
        if (IsSorted && value.Kind == ValueKind.List)
            value = Value.List(value.AsList.OrderBy(v => v.IsNull).ThenBy(v => v));
        ValueJson.Write(writer.Json, value);
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        if (!IsList)
        {
            WriteSchema(writer, Property);
            return;
        }
        writer.WriteStartObject();
        writer.WriteString("type", "array");
        writer.WritePropertyName("items");
        WriteSchema(writer, Property);
        writer.WriteEndObject();
    }

    private static void WriteSchema(Utf8JsonWriter writer, Property property)
    {
        writer.WriteStartObject();
        writer.WriteString("description", property.Description);
        writer.WriteString("type", TypeOf(property));
        if (property.IsNullable)
            writer.WriteBoolean("nullable", true);
        if (property.Type == PropertyType.Range && property.Properties.Count == 0)
            WritePair(writer);
        if (property.Type is PropertyType.Composite or PropertyType.Entities or PropertyType.Range && property.Properties.Count > 0)
            WriteProperties(writer, property);
        writer.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter writer, Property property)
    {
        writer.WriteStartObject("properties");
        foreach (var inner in property.Properties)
        {
            writer.WritePropertyName(inner.Name);
            WriteSchema(writer, inner);
        }
        writer.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter writer)
    {
        writer.WriteNumber("minItems", 2);
        writer.WriteNumber("maxItems", 2);
        writer.WriteStartObject("items");
        writer.WriteString("type", "number");
        writer.WriteBoolean("nullable", true);
        writer.WriteEndObject();
    }

    private static string TypeOf(Property property) => property.Type switch
    {
        PropertyType.Long => "integer",
        PropertyType.Float => "number",
        PropertyType.Boolean => "boolean",
        PropertyType.Composite or PropertyType.Entities => "object",
        PropertyType.Range => property.Properties.Count > 0 ? "object" : "array",
        _ => "string",
    };
}
