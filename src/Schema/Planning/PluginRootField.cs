using Azul.GraphSchema.Errors;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Naming;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Planning;

/// <summary>The root field of a plugin: everything below it is about one catalog.</summary>
internal sealed class PluginRootField : FieldType
{
    private readonly string plugin;
    private readonly IReadOnlyList<Catalog> all;
    private readonly IReadOnlyList<Catalog> catalogs;

    public PluginRootField(string plugin, IReadOnlyList<Catalog> all)
    {
        this.plugin = plugin;
        this.all = all;
        catalogs = [.. all.Where(c => c.Metadata.Name == plugin)];
        Resolver = new FuncFieldResolver<object?>(context => ((OperationPlan)context.RootValue!).Scope(SelectedField.KeyOf(context.FieldAst)));
    }

    /// <summary>Whether requests that name no catalog mean this one, in REST too.</summary>
    public bool IsDefault(Catalog catalog) => all.Count > 0 && all[0] == catalog;

    /// <summary>The catalog of that name, or the first of the plugin.</summary>
    /// <exception cref="GraphException">There is none.</exception>
    public Catalog CatalogOf(string? name)
    {
        if (name is null && catalogs.Count > 0)
            return catalogs[0];
        if (catalogs.FirstOrDefault(c => c.Name == name) is { } catalog)
            return catalog;
        if (all.FirstOrDefault(c => c.Name == name) is { } other)
            throw new GraphException(ErrorCodes.UnknownCatalog, $"The catalog '{name}' is one of the plugin {other.Metadata.Name}, not of {plugin}");
        var nearest = NearestNames.Nearest(name ?? "", catalogs.Select(c => c.Name));
        var hint = nearest is null ? $"Those of {plugin} are: {string.Join(", ", catalogs.Select(c => c.Name))}" : $"Did you mean '{nearest}'?";
        throw new GraphException(ErrorCodes.UnknownCatalog, $"There is no catalog '{name}'. {hint}", nearest);
    }
}
