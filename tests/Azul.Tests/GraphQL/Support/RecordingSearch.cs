using System.Collections.Concurrent;
using Azul.Search;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Tests.GraphQL.Support;

/// <summary>Passes queries on, and remembers the batches that they came in.</summary>
internal sealed class RecordingSearch(IEntitySearch search) : IEntitySearch
{
    private readonly ConcurrentQueue<IReadOnlyList<EntityQuery>> batches = new();

    /// <summary>What the index answers instead, if it is to fail.</summary>
    public SearchException? Failure { get; set; }

    /// <summary>The batches since the last call.</summary>
    public IReadOnlyList<IReadOnlyList<EntityQuery>> Take()
    {
        var taken = batches.ToArray();
        batches.Clear();
        return taken;
    }

    public Task<IReadOnlyList<EntityResult>> SearchAsync(IReadOnlyList<EntityQuery> queries, CancellationToken cancellation)
    {
        batches.Enqueue(queries);
        return Failure is { } failure ? throw failure : search.SearchAsync(queries, cancellation);
    }
}
