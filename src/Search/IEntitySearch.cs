using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search;

/// <summary>The read side of the index: answers queries over aggregates. Safe for concurrent use.</summary>
public interface IEntitySearch
{
    /// <summary>
    /// Answers a batch of queries in at most one round trip, each from one state of its catalog. A change that was acknowledged, by whichever process, is visible within a second.
    /// </summary>
    /// <exception cref="SearchException">
    /// A query names what does not exist (<c>UNKNOWN_CATALOG</c>, <c>UNKNOWN_ENTITY_TYPE</c>, <c>UNKNOWN_COLUMN</c>), asks of a column what its type does not have (<c>WRONG_COLUMN_TYPE</c>) or has a
    /// cursor that does not fit its sort keys (<c>WRONG_CURSOR</c>); or the index cannot answer now.
    /// </exception>
    Task<IReadOnlyList<EntityResult>> SearchAsync(IReadOnlyList<EntityQuery> queries, CancellationToken cancellation);
}
