namespace Azul.Indexer.Maintenance;

/// <summary>Does something for each of several items, as many at a time as there are processors.</summary>
internal static class InParallel
{
    /// <summary>The results, in the order of the items.</summary>
    public static async Task<T[]> SelectAsync<T>(int count, Func<int, CancellationToken, ValueTask<T>> select, CancellationToken cancellation)
    {
        var results = new T[count];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, count),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            async (i, token) => results[i] = await select(i, token));
        return results;
    }
}
