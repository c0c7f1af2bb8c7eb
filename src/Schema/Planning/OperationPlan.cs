using Azul.GraphSchema.Errors;
using Azul.GraphSchema.Filters;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Queries;
using GraphQL.Types;
using GraphQLParser.AST;

namespace Azul.GraphSchema.Planning;

/// <summary>
/// One operation, turned into all the queries that it needs before any of them runs. They go to the index as one batch; a part that is refused is left out and
/// does not keep the others from being answered.
/// </summary>
internal sealed class OperationPlan
{
    private readonly Dictionary<string, RootScope> scopes = [];
    private readonly Dictionary<string, GraphException> refusedRoots = [];
    private readonly Dictionary<(string Root, string Key), PlannedPart> parts = [];

    private OperationPlan(Selection selection) => Selection = selection;

    /// <summary>What is selected.</summary>
    public Selection Selection { get; }

    /// <summary>Plans an operation.</summary>
    public static async Task<OperationPlan> OfAsync(
        Selection selection, IObjectGraphType root, GraphQLOperationDefinition operation, GraphCaller caller, CancellationToken cancellation)
    {
        var plan = new OperationPlan(selection);
        var access = new Dictionary<(Catalog, bool), AccessibleSources>();
        foreach (var field in selection.Of(root, operation.SelectionSet))
        {
            if (field.Definition is PluginRootField definition)
                await plan.AddRootAsync(field, definition, caller, access, cancellation).ConfigureAwait(false);
        }
        return plan;
    }

    /// <summary>Asks the index everything at once.</summary>
    public async Task FetchAsync(IEntitySearch search, CancellationToken cancellation)
    {
        EntityQuery[] queries = [.. parts.Values.SelectMany(p => p.Queries)];
        if (queries.Length == 0)
            return;
        try
        {
            var results = await search.SearchAsync(queries, cancellation).ConfigureAwait(false);
            var taken = 0;
            foreach (var part in parts.Values)
            {
                part.Results = [.. results.Skip(taken).Take(part.Queries.Count)];
                taken += part.Queries.Count;
            }
        }
        catch (SearchException e)
        {
            var error = new GraphException(e.IsUnavailable ? ErrorCodes.Unavailable : e.Code, e.Message);
            foreach (var part in parts.Values)
                part.Error ??= error;
        }
    }

    /// <summary>What holds below a root field.</summary>
    /// <exception cref="GraphException">The root field is refused.</exception>
    public RootScope Scope(string key) => refusedRoots.TryGetValue(key, out var error) ? throw error : scopes[key];

    /// <summary>The part at a key below a root field.</summary>
    public PlannedPart Part(string root, string key) => parts[(root, key)];

    private async Task AddRootAsync(
        SelectedField field, PluginRootField definition, GraphCaller caller, Dictionary<(Catalog, bool), AccessibleSources> access, CancellationToken cancellation)
    {
        try
        {
            var catalog = definition.CatalogOf(field.Argument("catalog") as string);
            var sourceField = GraphNames.Camel(catalog.Metadata.Model.Special.SourceId);
            var namesSources = field.Children.Any(child => NamedSources.AreIn(child.Argument("filter"), sourceField));
            if (!access.TryGetValue((catalog, namesSources), out var accessible))
                access.Add((catalog, namesSources), accessible = await caller.Access.AccessibleSourcesAsync(catalog, namesSources, cancellation).ConfigureAwait(false));
            var scope = scopes[field.Key] = new(catalog, definition.IsDefault(catalog), accessible, caller.BaseUrl);
            foreach (var child in field.Children)
            {
                if (child.Definition is PlannedField planned)
                    parts[(field.Key, child.Key)] = PlanOrRefuse(planned, scope, child);
            }
        }
        catch (GraphException error)
        {
            refusedRoots.Add(field.Key, error);
        }
        catch (AccessRefusedException error)
        {
            refusedRoots.Add(field.Key, Refused(error));
        }
    }

    // REST shows the policy's own words, which may be none.
    private static GraphException Refused(AccessRefusedException error) => error.Refusal == AccessRefusal.InvalidCredentials
        ? new(ErrorCodes.InvalidCredentials, error.Message.Length > 0 ? error.Message : "The credentials are not accepted")
        : new(ErrorCodes.Unavailable, error.Message);

    private static PlannedPart PlanOrRefuse(PlannedField field, RootScope scope, SelectedField selected)
    {
        try
        {
            return field.Plan(scope, selected);
        }
        catch (GraphException error)
        {
            return new RefusedPart(error);
        }
    }
}
