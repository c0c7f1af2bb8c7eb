using Azul.Plugins.Documents;

namespace Azul.Plugins.Metadata;

/// <summary>
/// Makes lists with one null of the empty lists of nullable values, at any depth. The original stores them so and aggregates what it reads back (<c>spec/indexer.md</c> §2.6).
/// </summary>
internal static class EmptyLists
{
    private static readonly Value JustNull = Value.List(Value.Null);

    /// <summary>The entity as the original reads it back.</summary>
    public static Entity ReadBack(IReadOnlyList<Property> properties, Entity entity)
    {
        var result = entity;
        foreach (var property in properties)
        {
            if (entity.TryGet(property.Name, out var value) && ReadBack(property, value) is { } changed)
                result = result.With(property.Name, changed);
        }
        return result;
    }

    // Null where nothing changes, which is so for almost every property.
    private static Value? ReadBack(Property property, Value value)
    {
        if (property.Type == PropertyType.Entities)
            return ReadBackNested(property, value);
        return property.IsNullable && value.Kind == ValueKind.List && value.AsList.Count == 0 ? JustNull : default(Value?);
    }

    private static Value ReadBackNested(Property property, Value value) => value.Kind == ValueKind.List
        ? Value.List(value.AsList.Select(e => (Value)ReadBack(property.Properties, e.AsEntity)))
        : ReadBack(property.Properties, value.AsEntity);
}
