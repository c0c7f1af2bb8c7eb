using Azul.GraphSchema.Connections;
using Azul.GraphSchema.Facets;
using Azul.GraphSchema.Nodes;
using Azul.GraphSchema.Paging;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.GraphSchema.Planning;

/// <summary>A connection: a page of hits, facets and statistics of the entities that match, each where it is selected.</summary>
internal sealed class ConnectionPart(RootScope scope, EntityType entityType, Filter filter, CursorBinding binding, Cursors cursors) : PlannedPart
{
    private readonly Dictionary<string, (FacetField Field, FacetRequest Page, int Index)> facets = [];
    private readonly Dictionary<string, IReadOnlyList<FacetField>> allFacets = [];
    private readonly List<FacetRequest> requests = [];
    private readonly List<string> stats = [];

    public RootScope Scope => scope;

    public EntityType EntityType => entityType;

    /// <summary>The page that is asked for; null where nothing of it is selected.</summary>
    public PageArguments? Page { get; init; }

    /// <summary>The query of the page; its size is at least one, so that it says whether there is more.</summary>
    public HitPage? Hits { get; init; }

    public override IReadOnlyList<EntityQuery> Queries =>
    [
        new(scope.Catalog.Name, entityType.Name) { Filter = filter, Access = scope.AccessTo(entityType), Hits = Hits, Facets = requests, Stats = stats },
    ];

    public long Total => Result.Total;

    public IReadOnlyList<EdgeNode> Edges => Page!.Size == 0
        ? []
        : [.. Result.Hits!.Hits.Select(hit => new EdgeNode(hit, new EntityNode(hit, scope), binding, cursors))];

    public PageInfoNode PageInfo
    {
        get
        {
            var edges = Edges;
            var hasMore = Page!.Size == 0 ? Result.Hits!.Hits.Count > 0 : Result.Hits!.HasMore;
            return new(
                Page.IsBackward ? Page.Cursor is not null : hasMore,
                Page.IsBackward ? hasMore : Page.Cursor is not null,
                edges.Count > 0 ? edges[0].Cursor : null,
                edges.Count > 0 ? edges[^1].Cursor : null);
        }
    }

    private EntityResult Result => Results[0];

    /// <summary>Asks for a facet, found later by its path.</summary>
    /// <param name="path">The keys of the answer that lead to it.</param>
    /// <param name="field">The facet.</param>
    /// <param name="page">The page of its terms.</param>
    /// <param name="selected">What is selected of it: no more than that is asked for.</param>
    public void AddFacet(string path, FacetField field, FacetRequest page, SelectedField selected)
    {
        // A page of no terms needs one to know whether there are any.
        var size = selected.Has(SharedFacets.PageInfo) ? Math.Max(1, page.Size) : selected.Has(SharedFacets.Terms) ? page.Size : 0;
        var request = page with { Size = size, CountsTerms = selected.Has(SharedFacets.DistinctCount) };
        var index = requests.IndexOf(request);
        if (index < 0)
        {
            index = requests.Count;
            requests.Add(request);
        }
        facets.Add(path, (field, page, index));
    }

    /// <summary>Asks for several facets, found later by their common path.</summary>
    public void AddFacets(string path, IReadOnlyList<FacetField> fields, int size, SelectedField selected)
    {
        foreach (var field in fields)
            AddFacet(FacetGroupNode.PathOf(path, field.Field.Name), field, new(field.Field.Column, size), selected);
        allFacets.Add(path, fields);
    }

    public void AddStats(string column)
    {
        if (!stats.Contains(column))
            stats.Add(column);
    }

    public FacetNode Facet(string path)
    {
        var (field, page, index) = facets[path];
        return new(field.Field, page, Result.Facets[index], cursors, BindTerms(field, page.Sort));
    }

    public IEnumerable<FacetNode> Facets(string path) => allFacets[path].Select(f => Facet(FacetGroupNode.PathOf(path, f.Field.Name)));

    public ColumnStats Stats(string column) => Result.Stats[stats.IndexOf(column)];

    /// <summary>What the cursors of a facet's terms belong to.</summary>
    public CursorBinding BindTerms(FacetField field, TermSort sort) =>
        CursorBinding.OfTerms(scope.Catalog.Name, entityType.Name, filter, field.Field.Column, sort);
}
