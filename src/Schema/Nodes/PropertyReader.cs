using System.Text.Json;
using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Nodes;

/// <summary>Reads a property from an object of a document.</summary>
/// <param name="property">The property.</param>
/// <param name="isList">Whether it is offered as a list. A single value of the document is a list of one then.</param>
/// <param name="hasEmptyList">Whether an empty list stands for a property that is not there, rather than null.</param>
internal sealed class PropertyReader(Property property, bool isList, bool hasEmptyList)
{
    public object? Read(DocumentNode? owner)
    {
        if (owner is null || !owner.Element.TryGetProperty(property.Name, out var value) || IsNothing(value))
            return hasEmptyList ? Array.Empty<object>() : null;
        return isList ? Elements(value).Select(element => Single(element, owner)) : Single(value, owner);
    }

    // Null is a value of a nullable property, so in its list.
    private bool IsNothing(JsonElement value) => value.ValueKind == JsonValueKind.Null && !(isList && hasEmptyList && property.IsNullable);

    private IEnumerable<JsonElement> Elements(JsonElement value)
    {
        if (property.Type == PropertyType.Counts && value.ValueKind == JsonValueKind.Object)
            return value.EnumerateObject().Select(label => JsonSerializer.SerializeToElement(label.Name));
        return value.ValueKind == JsonValueKind.Array && !IsSingleRange(value) ? value.EnumerateArray() : [value];
    }

    // A range is a list of two numbers itself.
    private bool IsSingleRange(JsonElement value) =>
        property.Type == PropertyType.Range && value.GetArrayLength() > 0 && value[0].ValueKind is not (JsonValueKind.Array or JsonValueKind.Object);

    private object? Single(JsonElement value, DocumentNode owner) => (property.Type, value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (PropertyType.Range, _) => NumberRange.Of(value),
        (PropertyType.Entities, _) => new DocumentNode(value, owner.Scope),
        (PropertyType.Composite, _) => value,
        (_, JsonValueKind.String) => value.GetString(),
        (_, JsonValueKind.True) => true,
        (_, JsonValueKind.False) => false,
        (PropertyType.Long, JsonValueKind.Number) => value.TryGetInt64(out var integer) ? integer : (long)value.GetDouble(),
        (_, JsonValueKind.Number) => value.GetDouble(),
        _ => value.GetRawText(),
    };
}
