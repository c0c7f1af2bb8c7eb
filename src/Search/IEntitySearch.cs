using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search;

/// <summary>The read side of the index: answers queries over aggregates. Safe for concurrent use.</summary>
public interface IEntitySearch
{
    /// <summary>
    /// Answers a batch of queries in at most one round trip, all from the same state of each catalog. A change that was acknowledged, by whichever process, is visible within a second.
    /// </summary>
    /// <exception cref="SearchException">A query names what does not exist, or the index cannot answer.</exception>
    Task<IReadOnlyList<EntityResult>> SearchAsync(IReadOnlyList<EntityQuery> queries, CancellationToken cancellation);
}
