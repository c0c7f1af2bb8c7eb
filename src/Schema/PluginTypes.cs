using Azul.GraphSchema.Catalogs;
using Azul.GraphSchema.Connections;
using Azul.GraphSchema.Facets;
using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Filters;
using Azul.GraphSchema.Naming;
using Azul.GraphSchema.Nodes;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.GraphSchema.Stats;
using Azul.GraphSchema.Summary;
using Azul.Plugins.Metadata;
using GraphQL.Types;

namespace Azul.GraphSchema;

/// <summary>Makes all that the schema has of one plugin.</summary>
internal sealed class PluginTypes
{
    private readonly SharedTypes types;
    private readonly MetadataModel model;
    private readonly PluginFields fields;
    private readonly NodeTypes nodes;
    private readonly ConnectionTypes connections;
    private readonly StatsTypes stats;
    private readonly InputObjectGraphType filter;
    private readonly ObjectGraphType facets;
    private readonly FilterReader filters;
    private readonly FacetField[] allFacets;

    public PluginTypes(SharedTypes types, SharedFilters sharedFilters, SharedFacets sharedFacets, StatsTypes stats, IMetadataPlugin plugin)
    {
        this.types = types;
        this.stats = stats;
        Plugin = plugin;
        model = plugin.Model;
        fields = new(model);
        var composites = new CompositeTypes(types, model.Prefix);
        nodes = new(types, composites, model);
        connections = new(types, sharedFacets, model.Prefix);
        var tree = FieldTree.Of(fields.All);
        filter = new FilterTypes(types, sharedFilters, composites, model.Prefix).Make(tree);
        filters = new(tree);
        facets = new FacetTypes(types, sharedFacets, composites, model.Prefix).Make(FieldTree.Of(fields.Facets));
        allFacets = [.. fields.Facets.Select(f => new FacetField(f))];
        EntityTypes = [.. model.ExposedTypes.Select(Describe)];
    }

    public IMetadataPlugin Plugin { get; }

    /// <summary>What there is to say of the exposed entity types.</summary>
    public IReadOnlyList<EntityTypeNode> EntityTypes { get; }

    /// <summary>The type of the plugin's root field.</summary>
    public ObjectGraphType Make(CatalogTypes catalogTypes, Cursors cursors)
    {
        var type = types.Registry.Object(model.Prefix, model.Description + ".", $"the plugin {Plugin.Name}");
        types.Registry.Add<RootScope>(
            type, "catalog", "The catalog that everything here is from.", catalogTypes.Catalog.NonNull(), scope => new CatalogNode(scope.Catalog, scope.IsDefault));
        foreach (var entityType in model.ExposedTypes)
            AddEntities(type, entityType, cursors);
        types.Registry.Add(type, new SummaryField(model, filters)
        {
            Name = "summary",
            Description = "Totals over all entities that match, whatever their type.",
            Arguments = new(filter.Argument("filter", "Which entities to sum up.")),
            ResolvedType = new SummaryTypes(types, model.Prefix).Make(model.Summary),
        }, "the summary");
        return type;
    }

    private void AddEntities(ObjectGraphType type, EntityType entityType, Cursors cursors)
    {
        var origin = $"the entity type {entityType.Name}";
        var node = nodes.Entity(entityType);
        var held = fields.All.Where(f => f.IsHeldBy(entityType)).ToArray();
        var numbers = stats.Make(FieldTree.Of(held.Where(f => f.IsNumber)), node.Name, entityType);
        var sort = connections.MakeSort(entityType, node.Name, held.Where(f => f.IsSortable));
        types.Registry.Add(type, new ConnectionField(entityType, filters, model.Special.SourceId, allFacets, cursors)
        {
            Name = GraphNames.Camel(entityType.Name),
            Description = $"All {entityType.Name.Replace('_', ' ')} that match.",
            Arguments = new([
                filter.Argument("filter", "Which entities match; all where it is left out."),
                sort.NonNull().List().Argument(
                    "sort", "The order of the hits. Later keys break ties, and the id comes last by itself, in the direction of the last key."),
                .. PageArguments.Declare(types),
            ]),
            ResolvedType = connections.Make(entityType, node, facets, numbers),
        }, origin);
        types.Registry.Add(type, new EntityField(entityType, model.Special.EntryId)
        {
            Name = GraphNames.Camel(entityType.Singular),
            Description = $"The {entityType.Singular.Replace('_', ' ')} with an id; null where there is none that the caller may see.",
            Arguments = new(types.Id.NonNull().Argument("id", "The id of the entity.")),
            ResolvedType = node,
        }, origin);
    }

    private EntityTypeNode Describe(EntityType entityType) => new(
        entityType,
        fields[model.Field(entityType.Exposure!.DefaultSort)!].Name,
        [.. fields.All.Where(f => f.IsHeldBy(entityType)).Select(f => new FieldInfoNode(
            f.Name,
            f.Description,
            f.Type == PropertyType.Counts ? PropertyType.String : f.Type,
            nodes.PathOf(entityType, f)!,
            nodes.IsList(entityType, f),
            nodes.IsNullable(entityType, f),
            f.IsFacet(model.Special),
            f.IsSortable))]);
}
