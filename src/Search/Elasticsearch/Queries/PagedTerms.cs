using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>The terms of a query that do not fit into an answer, got page by page.</summary>
/// <param name="Facets">For each facet all its terms but null; null for one that has none of its own.</param>
/// <param name="DistinctCounts">For each distinct count the number of terms.</param>
internal sealed record PagedTerms(IReadOnlyList<IReadOnlyList<FacetTerm>?> Facets, IReadOnlyList<long?> DistinctCounts);
