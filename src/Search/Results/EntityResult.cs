namespace Azul.Search.Results;

/// <summary>The answer to an <see cref="Queries.EntityQuery"/>, in the order in which things were asked.</summary>
public sealed record EntityResult(long Total)
{
    public HitPageResult? Hits { get; init; }

    public IReadOnlyList<FacetResult> Facets { get; init; } = [];

    public IReadOnlyList<ColumnStats> Stats { get; init; } = [];

    public IReadOnlyList<long> DistinctCounts { get; init; } = [];
}
