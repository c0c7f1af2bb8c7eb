using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Tests.Support;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

/// <summary>Switches generations under queries.</summary>
internal static class GenerationSwitches
{
    private const int Askers = 2;
    private const int Books = 20;

    /// <summary>Fills and switches generations again and again, and deletes those before, while queries go on, each of which must be answered from one generation and all of it.</summary>
    /// <returns>How many queries there were.</returns>
    public static async Task<long> RunAsync(IndexUnderTest index, string catalog, int switches, CancellationToken cancellation)
    {
        await index.PutAsync(catalog, Edition(0));
        using var done = new CancellationTokenSource();
        var asking = Enumerable.Range(0, Askers).Select(_ => Task.Run(() => AskAsync(index, catalog, done.Token, cancellation), cancellation)).ToArray();
        for (var edition = 1; edition <= switches && !asking.Any(a => a.IsFaulted); edition++)
        {
            var begun = await index.Generations.BeginAsync(catalog, cancellation);
            foreach (var book in Edition(edition))
                await index.Store.WriteAggregatesAsync(new(catalog, begun.Number), [new(book.Entity, book, 0)], cancellation);
            await index.Generations.ConfirmAsync(catalog, begun.Number, cancellation);
            await index.Generations.SwitchAsync(catalog, begun.Number, cancellation);
            await index.Generations.CleanUpAsync(catalog, DateTimeOffset.MaxValue, cancellation);
        }
        await done.CancelAsync();
        var asked = await Task.WhenAll(asking);
        Assert.All(asked, count => Assert.True(count > 0));
        return asked.Sum();
    }

    private static async Task<long> AskAsync(IndexUnderTest index, string catalog, CancellationToken done, CancellationToken cancellation)
    {
        var asked = 0L;
        while (!done.IsCancellationRequested)
        {
            var query = new EntityQuery(catalog, ToyPlugin.Books) { Facets = [new("title", 10)] };
            var result = (await index.Search.SearchAsync([query], cancellation))[0];
            Assert.Equal(Books, result.Total);
            Assert.Equal(Books, Assert.Single(result.Facets[0].Terms).Count);
            asked++;
        }
        return asked;
    }

    private static AggregateDocument[] Edition(int edition) => [.. Enumerable.Range(0, Books).Select(i => Book($"b{i}", ("title", $"edition {edition}")))];
}
