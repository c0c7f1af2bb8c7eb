using System.Text.Json;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using GraphQL.Types;

namespace Azul.GraphSchema.Fields;

/// <summary>The types of a plugin's composite values: as answers show them and as filters take them.</summary>
internal sealed class CompositeTypes(SharedTypes types, string prefix)
{
    private readonly Dictionary<string, (ObjectGraphType Output, InputObjectGraphType Input)> made = [];

    /// <summary>The type of a value. It is read from a <see cref="JsonElement"/> in a document, or from an <see cref="Entity"/> that is a term.</summary>
    public ObjectGraphType Output(Property property, string origin) => For(property, origin).Output;

    public InputObjectGraphType Input(Property property, string origin) => For(property, origin).Input;

    private (ObjectGraphType Output, InputObjectGraphType Input) For(Property property, string origin)
    {
        var name = prefix + GraphNames.Singular(GraphNames.Pascal(property.Declaration?.Name.Split('.')[^1] ?? property.Name));
        if (made.TryGetValue(name, out var pair))
            return pair;
        var output = types.Registry.Object(name, property.Description + ".", origin);
        var input = types.Registry.Input(
            name + "Input", $"{property.Description}. A property that is left out is not compared; null means that it has no value.", origin);
        foreach (var part in property.Properties)
        {
            types.Registry.Add<object>(output, GraphNames.Camel(part.Name), part.Description + ".", ScalarOf(part.Type), value => Read(value, part.Name), origin);
            types.Registry.AddInput(input, GraphNames.Camel(part.Name), part.Description + ".", ScalarOf(part.Type), origin);
        }
        return made[name] = (output, input);
    }

    private ScalarGraphType ScalarOf(PropertyType type) => type switch
    {
        PropertyType.Long => types.Long,
        PropertyType.Float => types.Float,
        PropertyType.Boolean => types.Boolean,
        PropertyType.DateTime => types.DateTime,
        _ => types.String,
    };

    private static object? Read(object value, string name) => value switch
    {
        JsonElement element => element.TryGetProperty(name, out var part) ? ValueOutput.Of(ValueJson.FromElement(part)) : null,
        Entity entity => ValueOutput.Of(entity[name]),
        _ => throw new InvalidOperationException($"{value.GetType()} is no composite value"),
    };
}
