using Azul.Plugins.Documents;

namespace Azul.GraphSchema.Fields;

/// <summary>Values as the library serializes them, and as text.</summary>
internal static class ValueOutput
{
    public const string NoValue = "Unspecified";

    public static object? Of(Value value) => value.Kind switch
    {
        ValueKind.Null => null,
        ValueKind.Boolean => value.AsBoolean,
        ValueKind.Long => value.AsLong,
        ValueKind.Double => double.IsFinite(value.AsDouble) ? value.AsDouble : null,
        ValueKind.String => value.AsString,
        ValueKind.List => value.AsList.Select(Of).ToArray(),
        _ => value.AsEntity,
    };

    /// <summary>The value as a filter takes it, with the property names of GraphQL.</summary>
    public static object? Json(Value value) => value.Kind == ValueKind.Entity
        ? value.AsEntity.ToDictionary(p => Naming.GraphNames.Camel(p.Key), p => Json(p.Value))
        : Of(value);

    /// <summary>The value as people read it: what a composite value has, one after the other.</summary>
    public static string Label(Value value) => value.Kind switch
    {
        ValueKind.Null => NoValue,
        ValueKind.String => value.AsString,
        ValueKind.Entity when value.AsEntity.Any(p => !p.Value.IsNull) => string.Join(' ', value.AsEntity.Where(p => !p.Value.IsNull).Select(p => Label(p.Value))),
        ValueKind.Entity => NoValue,
        _ => value.ToString(),
    };
}
