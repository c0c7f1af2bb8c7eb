using Azul.GraphSchema.Catalogs;
using Azul.GraphSchema.Facets;
using Azul.GraphSchema.Filters;
using Azul.GraphSchema.Naming;
using Azul.GraphSchema.Paging;
using Azul.GraphSchema.Planning;
using Azul.GraphSchema.Stats;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;
using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using GraphQL.Utilities;

namespace Azul.GraphSchema;

/// <summary>Generates GraphQL schemas from what plugins declare.</summary>
public static class GraphSchemas
{
    /// <summary>The schema of some plugins in the schema definition language, with descriptions.</summary>
    /// <exception cref="SchemaConflictException">Two declarations would have the same name.</exception>
    public static string Print(IEnumerable<IMetadataPlugin> plugins) => Print(Build([.. plugins], [], NoKey.Instance));

    internal static string Print(ISchema schema) => schema.Print(new PrintOptions { StringComparison = null }).ReplaceLineEndings("\n").TrimEnd() + "\n";

    /// <summary>The schema that serves catalogs.</summary>
    internal static Schema Build(IReadOnlyList<IMetadataPlugin> plugins, IReadOnlyList<Catalog> catalogs, ICursorKey cursorKey)
    {
        var registry = new TypeRegistry();
        var types = new SharedTypes(registry);
        var (filters, facets, stats, cursors) = (new SharedFilters(types), new SharedFacets(types), new StatsTypes(types), new Cursors(cursorKey));
        PluginTypes[] perPlugin = [.. plugins.Select(p => new PluginTypes(types, filters, facets, stats, p))];
        var catalogTypes = new CatalogTypes(types, plugin => perPlugin.First(p => p.Plugin.Name == plugin.Name).EntityTypes);
        var query = registry.Object("Query", "Metadata of the catalogs of this service.", "the root");
        registry.Add(query, new FieldType
        {
            Name = "catalogs",
            Description = "All catalogs, the default one first.",
            ResolvedType = catalogTypes.Catalog.FullList(),
            Resolver = new FuncFieldResolver<object?>(_ => catalogs.Select((c, i) => new CatalogNode(c, i == 0))),
        }, "the root");
        foreach (var plugin in perPlugin)
        {
            registry.Add(query, new PluginRootField(plugin.Plugin.Name, catalogs)
            {
                Name = GraphNames.Camel(plugin.Plugin.Name),
                Description = $"{plugin.Plugin.Model.Description}.",
                Arguments = new(types.String.Argument("catalog", "The catalog; the first of this plugin where it is left out.")),
                ResolvedType = plugin.Make(catalogTypes, cursors),
            }, $"the plugin {plugin.Plugin.Name}");
        }
        var schema = new Schema { Query = query, Description = "Metadata of the catalogs of this service: entities, facets, statistics and summaries." };
        schema.Initialize();
        // The library's own fields have brought instances of their own, which have taken the place of ours.
        schema.AllTypes["String"]!.Description = types.String.Description;
        schema.AllTypes["Boolean"]!.Description = types.Boolean.Description;
        return schema;
    }

    // A schema that is only printed makes no cursors.
    private sealed class NoKey : ICursorKey
    {
        public static readonly NoKey Instance = new();

        public ReadOnlyMemory<byte> Bytes => default;
    }
}
