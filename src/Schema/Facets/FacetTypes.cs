using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.GraphSchema.Paging;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Facets;

/// <summary>Makes the facets of a plugin. All its entity types share them.</summary>
internal sealed class FacetTypes(SharedTypes types, SharedFacets shared, CompositeTypes composites, string prefix)
{
    public ObjectGraphType Make(IReadOnlyList<FieldTree> facets)
    {
        var type = types.Registry.Object(
            prefix + "Facets", "Counts per value, field by field. A facet disregards the filter on its own field.", $"the facets of {prefix}");
        AddFacets(type, facets, prefix);
        return type;
    }

    private void AddFacets(ObjectGraphType type, IReadOnlyList<FieldTree> facets, string stem)
    {
        foreach (var node in facets)
            types.Registry.Add(type, node.Field is { } field ? Facet(node.Name, field) : Group(node, stem), node.Origin);
    }

    private FieldType Group(FieldTree node, string stem)
    {
        var name = stem + GraphNames.Pascal(node.Name);
        var group = types.Registry.Object(name + "Facets", $"Counts per value of the fields of {node.Name}.", node.Origin);
        AddFacets(group, node.Children, name);
        return new()
        {
            Name = node.Name,
            Description = $"Facets of {node.Name}.",
            ResolvedType = group.NonNull(),
            Resolver = new FuncFieldResolver<object?>(context => ((FacetGroupNode)context.Source!).Group(context)),
        };
    }

    private FacetField Facet(string name, GraphField field) => new(field)
    {
        Name = name,
        Description = field.Description + ".",
        Arguments = new(Arguments(field.Type)),
        ResolvedType = (shared.For(field.Type) ?? Composite(field)).NonNull(),
        Resolver = new FuncFieldResolver<object?>(context => ((FacetGroupNode)context.Source!).Facet(context)),
    };

    private IEnumerable<QueryArgument> Arguments(PropertyType type)
    {
        if (type == PropertyType.Boolean)
            yield break;
        yield return types.Int.Argument("first", $"How many terms to take, at most {PageArguments.MaxSize}.", PageArguments.DefaultSize);
        yield return types.String.Argument("after", "The cursor that the terms come after, from `pageInfo` of the same facet under the same filter and order.");
        if (type != PropertyType.Composite)
            yield return types.TermOrder.Argument("sort", "The order of the terms.", TermSort.CountDescending);
    }

    private ObjectGraphType Composite(GraphField field)
    {
        var name = prefix + string.Concat(field.Path.Select(GraphNames.Pascal));
        var value = composites.Output(field.Source!.Property, field.Origin);
        return shared.Make(name, field.Description, value, term => term.Value.IsNull ? null : term.Value.AsEntity, field.Origin, true);
    }
}
