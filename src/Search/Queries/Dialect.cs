namespace Azul.Search.Queries;

/// <summary>
/// Where existing REST clients expect something else than the plain meaning of a query. Each switch is one exception of the original; GraphQL sets none.
/// </summary>
[Flags]
public enum Dialect
{
    Plain = 0,

    /// <summary>
    /// A string of more than 256 characters is not in the index: no <c>is</c> finds it, it sorts as absent, facets count it as absent; but it is not found as missing either
    /// (<c>spec/service.md</c> §2.7). Where it sorts, an adapter may take this and <see cref="NullsAreText"/> together.
    /// </summary>
    LongStringsAreUnindexed = 1,

    /// <summary>
    /// Null and absent differ when sorting (values, nulls, absent), and a null among strings sorts and compares as the text <c>~null</c> (<c>spec/service.md</c> §3.2).
    /// </summary>
    NullsAreText = 2,

    /// <summary>
    /// A facet of nested objects has the values of their first property as terms and counts objects, not entities; an object without it counts as absent (<c>spec/service.md</c> §4.4).
    /// </summary>
    NestedFacetsCountObjects = 4,

    /// <summary>The facet <c>accessible</c> disregards the limit to accessible sources and every condition on sources (<c>spec/service.md</c> §2.8).</summary>
    AccessibleFacetCountsAll = 8,

    /// <summary>All of the original's exceptions.</summary>
    Rest = LongStringsAreUnindexed | NullsAreText | NestedFacetsCountObjects | AccessibleFacetCountsAll,
}
