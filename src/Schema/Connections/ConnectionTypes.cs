using Azul.GraphSchema.Facets;
using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Metadata;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Connections;

/// <summary>Makes the connection of an entity type and the input of its sort keys.</summary>
internal sealed class ConnectionTypes(SharedTypes types, SharedFacets sharedFacets, string prefix)
{
    public const string TotalCount = "totalCount";
    public const string PageInfo = "pageInfo";
    public const string Edges = "edges";
    public const string Node = "node";
    public const string Nodes = "nodes";
    public const string Facets = "facets";
    public const string AllFacets = "allFacets";
    public const string Stats = "stats";

    public ObjectGraphType Make(EntityType entityType, ObjectGraphType node, ObjectGraphType facets, ObjectGraphType? stats)
    {
        var origin = $"the connection of {entityType.Name}";
        var type = types.Registry.Object(node.Name + "Connection", $"A page of {entityType.Name}, and figures over all that match.", origin);
        types.Registry.Add<ConnectionPart>(type, TotalCount, $"How many {entityType.Name} match.", types.Long.NonNull(), c => c.Total, origin);
        types.Registry.Add<ConnectionPart>(type, PageInfo, "Where the page stands among all.", types.PageInfo.NonNull(), c => c.PageInfo, origin);
        types.Registry.Add<ConnectionPart>(type, Edges, "The page, with cursors.", MakeEdge(node, origin).FullList(), c => c.Edges, origin);
        types.Registry.Add<ConnectionPart>(type, Nodes, "The page.", node.FullList(), c => c.Edges.Select(e => e.Node), origin);
        types.Registry.Add(type, new FieldType
        {
            Name = Facets,
            Description = "Counts per value, field by field. A facet disregards the filter on its own field.",
            ResolvedType = facets.NonNull(),
            Resolver = new FuncFieldResolver<object?>(context => new FacetGroupNode((ConnectionPart)context.Source!, SelectedField.KeyOf(context.FieldAst))),
        }, origin);
        types.Registry.Add(type, new FieldType
        {
            Name = AllFacets,
            Description = "Every facet, for clients that do not name them.",
            Arguments = new(types.Int.Argument("first", $"How many terms to take of each, at most {PageArguments.MaxSize}.", PageArguments.DefaultSize)),
            ResolvedType = sharedFacets.Named.FullList(),
            Resolver = new FuncFieldResolver<object?>(context => ((ConnectionPart)context.Source!).Facets(SelectedField.KeyOf(context.FieldAst))),
        }, origin);
        if (stats is not null)
            types.Registry.Add<ConnectionPart>(type, Stats, "Sums and extremes over all that match: one field per numeric field.", stats.NonNull(), c => c, origin);
        return type;
    }

    /// <summary>The input of a sort key.</summary>
    public InputObjectGraphType MakeSort(EntityType entityType, string node, IEnumerable<GraphField> fields)
    {
        var origin = $"the sort keys of {entityType.Name}";
        var field = types.Registry.Enumeration(node + "SortField", $"What {entityType.Name} can be sorted by.", origin);
        foreach (var twins in fields.GroupBy(f => f.SortName).Where(g => g.Count() > 1))
            throw new SchemaConflictException($"{field.Name}.{twins.Key}", twins.First().Origin, twins.ElementAt(1).Origin);
        foreach (var sortable in fields)
            field.Add(sortable.SortName, sortable.Column, sortable.Description + ".");
        var sort = types.Registry.Input(node + "Sort", "A sort key. Of several values of an entity the least counts.", origin);
        types.Registry.AddInput(sort, SortArgument.Field, "What to sort by.", field.NonNull(), origin);
        types.Registry.AddInput(sort, SortArgument.Order, "In which direction.", types.Order, origin, false);
        return sort;
    }

    private ObjectGraphType MakeEdge(ObjectGraphType node, string origin)
    {
        var edge = types.Registry.Object(node.Name + "Edge", $"A place on the page of a {prefix} connection.", origin);
        types.Registry.Add<EdgeNode>(edge, "cursor", "Where the next page can start or the previous one end.", types.String.NonNull(), e => e.Cursor, origin);
        types.Registry.Add<EdgeNode>(edge, Node, "The entity.", node.NonNull(), e => e.Node, origin);
        return edge;
    }
}
