using Azul.Search.Access;

namespace Azul.Search.Queries;

/// <summary>
/// What to find out about the entities of one type in one catalog. Nothing is computed that is not asked for, except the total.
/// </summary>
public sealed record EntityQuery(string Catalog, string EntityType)
{
    /// <summary>Which entities match. Facets disregard the top-level conditions on their own field.</summary>
    public Filter Filter { get; init; } = Filter.Everything;

    /// <summary>Which sources the caller may see, and whether the query is limited to them.</summary>
    public SourceAccess Access { get; init; } = SourceAccess.Unlimited;

    /// <summary>What REST does differently.</summary>
    public Dialect Dialect { get; init; }

    /// <summary>The page of hits that is wanted, if any is.</summary>
    public HitPage? Hits { get; init; }

    public IReadOnlyList<FacetRequest> Facets { get; init; } = [];

    /// <summary>Columns of numbers or dates whose sum and extremes over the matching entities are wanted.</summary>
    public IReadOnlyList<string> Stats { get; init; } = [];

    /// <summary>Columns whose number of distinct values over the matching entities is wanted; null counts as one value, absence as none.</summary>
    public IReadOnlyList<string> DistinctCounts { get; init; } = [];
}
