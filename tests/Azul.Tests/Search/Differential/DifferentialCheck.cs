using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Tests.Search.Differential;

/// <summary>Asks two engines that hold the same documents the same random queries.</summary>
/// <param name="seed">The seed of documents and queries.</param>
/// <param name="left">An empty index with a catalog <c>toys</c>.</param>
/// <param name="right">Another one.</param>
internal sealed class DifferentialCheck(int seed, IndexUnderTest left, IndexUnderTest right)
{
    private const int Documents = 60;
    private const int QueriesAtOnce = 5;
    private const int RoundsBetweenChanges = 10;

    private readonly Random random = new(seed);

    /// <summary>What they answer differently, in words; nothing where they agree.</summary>
    /// <param name="queries">How many queries to ask.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<IReadOnlyList<string>> RunAsync(int queries, CancellationToken cancellation)
    {
        var source = new RandomQueries(random);
        var differences = new List<string>();
        for (var round = 0; round * QueriesAtOnce < queries; round++)
        {
            if (round % RoundsBetweenChanges == 0)
                await PutAsync([.. Enumerable.Range(0, Documents).Select(source.Document)], cancellation);
            EntityQuery[] batch = [.. Enumerable.Range(0, Math.Min(QueriesAtOnce, queries - round * QueriesAtOnce)).Select(_ => source.Next())];
            var expected = await left.Search.SearchAsync(batch, cancellation);
            var found = await right.Search.SearchAsync(batch, cancellation);
            for (var i = 0; i < batch.Length; i++)
            {
                if (Difference(AnswerText.Of(batch[i], expected[i]), AnswerText.Of(batch[i], found[i])) is { } difference)
                    differences.Add($"seed {seed}, query {round * QueriesAtOnce + i}: {QueryText.Of(batch[i])}\n{difference}");
            }
        }
        return differences;
    }

    private static string? Difference(string[] left, string[] right)
    {
        var lines = Enumerable.Range(0, Math.Max(left.Length, right.Length))
            .Select(i => (Left: left.ElementAtOrDefault(i), Right: right.ElementAtOrDefault(i)))
            .Where(l => l.Left != l.Right)
            .Select(l => $"  - {l.Left}\n  + {l.Right}")
            .ToArray();
        return lines.Length == 0 ? null : string.Join('\n', lines.Take(6));
    }

    private async Task PutAsync(AggregateDocument[] documents, CancellationToken cancellation)
    {
        foreach (var index in new[] { left, right })
        {
            var versions = await index.Store.ReadAggregateVersionsAsync("toys", [.. documents.Select(d => d.Entity)], cancellation);
            var outcomes = await index.Store.WriteAggregatesAsync("toys", [.. documents.Zip(versions, (d, v) => new AggregateWrite(d.Entity, d, v))], cancellation);
            if (outcomes.FirstOrDefault(o => o.Status is WriteStatus.Conflict or WriteStatus.Failed) is { Status: not WriteStatus.Created } failed)
                throw new InvalidOperationException($"A document could not be written: {failed}");
            await index.Settle();
        }
    }
}
