using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using GraphQL.Types;

namespace Azul.GraphSchema.Filters;

/// <summary>Makes the filter of a plugin. All its entity types share it: a filter for files can be sent to projects.</summary>
internal sealed class FilterTypes(SharedTypes types, SharedFilters shared, CompositeTypes composites, string prefix)
{
    public InputObjectGraphType Make(IReadOnlyList<FieldTree> fields)
    {
        var filter = types.Registry.Input(
            prefix + "Filter",
            "Which entities match. Fields are joined by and. A condition on a field that an entity type does not hold matches what a missing value matches.",
            $"the filter of {prefix}");
        AddFields(filter, fields, prefix);
        types.Registry.AddInput(filter, FilterReader.And, "All of these match.", filter.NonNull().List(), "the conjunction of filters");
        types.Registry.AddInput(filter, FilterReader.Or, "At least one of these matches.", filter.NonNull().List(), "the disjunction of filters");
        types.Registry.AddInput(filter, FilterReader.Not, "This does not match.", filter, "the negation of a filter");
        return filter;
    }

    private void AddFields(InputObjectGraphType type, IReadOnlyList<FieldTree> fields, string stem)
    {
        foreach (var node in fields)
        {
            if (node.Field is { } field)
                types.Registry.AddInput(type, node.Name, field.Description + ".", shared.For(field.Type) ?? Composite(field), node.Origin);
            else
                types.Registry.AddInput(type, node.Name, $"Conditions on {node.Name}.", Group(node, stem), node.Origin);
        }
    }

    private InputObjectGraphType Group(FieldTree node, string stem)
    {
        var name = stem + GraphNames.Pascal(node.Name);
        var group = types.Registry.Input(name + "Filter", $"Conditions on {node.Name}. Fields are joined by and.", node.Origin);
        AddFields(group, node.Children, name);
        return group;
    }

    private InputObjectGraphType Composite(GraphField field)
    {
        var name = prefix + string.Concat(field.Path.Select(GraphNames.Pascal)) + "Filter";
        var filter = types.Registry.Input(
            name, "A condition on composite values. A value matches when one object has all the properties that are given.", field.Origin);
        var value = composites.Input(field.Source!.Property, field.Origin);
        types.Registry.AddInput(filter, "is", "One of these values; null means that there is no object.", value.List());
        types.Registry.AddInput(filter, "isNot", "None of these values; null means that there must be an object.", value.List());
        return filter;
    }
}
