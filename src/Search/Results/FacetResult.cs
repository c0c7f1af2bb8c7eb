namespace Azul.Search.Results;

/// <summary>A facet: over the entities that match all conditions but those on its own column.</summary>
/// <param name="Total">How many entities these are (or nested objects, <see cref="Queries.Dialect.NestedFacetsCountObjects"/>).</param>
/// <param name="NullCount">How many of them have a null among their values.</param>
/// <param name="AbsentCount">How many of them have no value at all.</param>
/// <param name="DistinctCount">The number of terms on all pages; null, if any entity has none or a null, is one of them. Null unless it was asked for (<see cref="Queries.FacetRequest.CountsTerms"/>).</param>
/// <param name="Terms">
/// The terms that were asked for. Null is one of them: in the plain dialect it counts nulls and absences, with <see cref="Queries.Dialect.NullsAreText"/> nulls only.
/// </param>
public sealed record FacetResult(long Total, long NullCount, long AbsentCount, int? DistinctCount, IReadOnlyList<FacetTerm> Terms)
{
    /// <summary>Whether there are terms after these; false where none are asked for.</summary>
    public bool HasMore { get; init; }
}
