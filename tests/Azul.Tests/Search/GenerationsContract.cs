using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

/// <summary>What every <see cref="IGenerations"/> does, together with store and search. An adapter's tests inherit it.</summary>
public abstract class GenerationsContract : IAsyncLifetime
{
    private const string Catalog = "toys";

    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private IndexUnderTest index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => index = await OpenAsync(["toys", "others"], time);

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An empty index of these catalogs, all with a <see cref="ToyPlugin"/>.</summary>
    private protected abstract Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time);

    [Fact]
    public async Task A_catalog_has_one_live_generation_from_the_start()
    {
        var generation = Assert.Single(await ListAsync());
        Assert.Equal(GenerationState.Live, generation.State);
        Assert.True(generation.IsCurrent);
    }

    [Fact]
    public async Task A_generation_that_is_being_built_is_empty_and_nobody_sees_what_is_written_to_it()
    {
        await index.PutAsync(Catalog, Book("old"));
        var begun = await index.Generations.BeginAsync(Catalog, Cancellation);
        Assert.Equal(new(0, 0, 0), await index.Store.CountAsync(new(Catalog, begun.Number), Cancellation));
        await PutAsync(begun.Number, "new");
        await index.Generations.ConfirmAsync(Catalog, begun.Number, Cancellation);

        Assert.Equal("old", await FindAsync());
        Assert.Equal(1, (await index.Store.CountAsync(Catalog, Cancellation)).Aggregates);
        Assert.Equal([GenerationState.Live, GenerationState.Filling], (await ListAsync()).Select(g => g.State));
    }

    [Fact]
    public async Task After_a_switch_the_new_generation_is_what_the_catalogs_name_means()
    {
        await index.PutAsync(Catalog, Book("old"));
        var built = await BuildAsync("new");
        await index.Generations.SwitchAsync(Catalog, built, Cancellation);
        Assert.Equal("new", await FindAsync());
        await index.PutAsync(Catalog, Book("newer"));
        Assert.Equal("new newer", await FindAsync());
        Assert.Equal(2, (await index.Store.CountAsync(new(Catalog, built), Cancellation)).Aggregates);
    }

    [Fact]
    public async Task Aggregates_of_two_generations_have_versions_of_their_own()
    {
        await index.PutAsync(Catalog, Book("a"));
        await index.PutAsync(Catalog, Book("a"));
        var begun = await index.Generations.BeginAsync(Catalog, Cancellation);
        EntityReference[] entities = [new(ToyPlugin.Books, "a")];
        Assert.Equal([0L], await index.Store.ReadAggregateVersionsAsync(new(Catalog, begun.Number), entities, Cancellation));
        Assert.NotEqual([0L], await index.Store.ReadAggregateVersionsAsync(Catalog, entities, Cancellation));
    }

    [Fact]
    public async Task One_can_go_back_to_the_generation_that_was_live()
    {
        await index.PutAsync(Catalog, Book("old"));
        var first = (await ListAsync())[0].Number;
        await index.Generations.SwitchAsync(Catalog, await BuildAsync("new"), Cancellation);
        await index.Generations.SwitchAsync(Catalog, first, Cancellation);
        Assert.Equal("old", await FindAsync());
        Assert.Equal([GenerationState.Live, GenerationState.Retired], (await ListAsync()).Select(g => g.State));
    }

    [Fact]
    public async Task Only_one_generation_is_built_at_a_time()
    {
        await index.Generations.BeginAsync(Catalog, Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(() => index.Generations.BeginAsync(Catalog, Cancellation));
        Assert.Equal("GENERATION_BUILDING", error.Code);
        await index.Generations.BeginAsync("others", Cancellation);
    }

    [Fact]
    public async Task Of_many_who_begin_one_at_the_same_time_one_does()
    {
        var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await index.Generations.BeginAsync(Catalog, Cancellation)).Number;
            }
            catch (StoreException e) when (e.Code == "GENERATION_BUILDING")
            {
                return 0;
            }
        })));
        Assert.Single(attempts, n => n != 0);
    }

    [Fact]
    public async Task What_was_not_confirmed_or_was_abandoned_never_becomes_live()
    {
        var begun = await index.Generations.BeginAsync(Catalog, Cancellation);
        Assert.Equal("GENERATION_STATE", (await Assert.ThrowsAsync<StoreException>(() => index.Generations.SwitchAsync(Catalog, begun.Number, Cancellation))).Code);
        await index.Generations.AbandonAsync(Catalog, begun.Number, "no reason", Cancellation);
        Assert.Equal("GENERATION_STATE", (await Assert.ThrowsAsync<StoreException>(() => index.Generations.ConfirmAsync(Catalog, begun.Number, Cancellation))).Code);
        Assert.Equal("GENERATION_STATE", (await Assert.ThrowsAsync<StoreException>(() => index.Generations.SwitchAsync(Catalog, begun.Number, Cancellation))).Code);
        Assert.Equal("no reason", (await ListAsync())[1].Problem);
        Assert.False((await ListAsync())[1].IsCurrent);
    }

    [Fact]
    public async Task What_is_or_was_live_cannot_be_abandoned()
    {
        var first = (await ListAsync())[0].Number;
        Assert.Equal("GENERATION_STATE", (await Assert.ThrowsAsync<StoreException>(() => index.Generations.AbandonAsync(Catalog, first, "", Cancellation))).Code);
    }

    [Fact]
    public async Task A_problem_is_kept_until_it_is_over()
    {
        var built = await BuildAsync();
        await index.Generations.ReportAsync(Catalog, built, "it is raining", Cancellation);
        Assert.Equal("it is raining", (await ListAsync())[1].Problem);
        await index.Generations.ReportAsync(Catalog, built, null, Cancellation);
        Assert.Null((await ListAsync())[1].Problem);
    }

    [Fact]
    public async Task Old_generations_are_removed_when_their_time_is_over_and_their_numbers_are_never_used_again()
    {
        var first = (await ListAsync())[0].Number;
        var second = await BuildAsync();
        await index.Generations.SwitchAsync(Catalog, second, Cancellation);
        var third = await BuildAsync();
        await index.Generations.AbandonAsync(Catalog, third, "", Cancellation);
        time.Advance(TimeSpan.FromHours(1));

        Assert.Equal([third], (await index.Generations.CleanUpAsync(Catalog, time.GetUtcNow() - TimeSpan.FromHours(2), Cancellation)).Select(g => g.Number));
        Assert.Equal([first], (await index.Generations.CleanUpAsync(Catalog, time.GetUtcNow(), Cancellation)).Select(g => g.Number));
        Assert.Equal([second], (await ListAsync()).Select(g => g.Number));
        Assert.Equal("UNKNOWN_GENERATION", (await Assert.ThrowsAsync<StoreException>(() => index.Store.CountAsync(new(Catalog, first), Cancellation))).Code);
        Assert.True((await index.Generations.BeginAsync(Catalog, Cancellation)).Number > third);
    }

    [Fact]
    public async Task Unknown_catalogs_and_generations_are_named()
    {
        Assert.Equal("UNKNOWN_CATALOG", (await Assert.ThrowsAsync<StoreException>(() => index.Generations.ListAsync("toyz", Cancellation))).Code);
        var error = await Assert.ThrowsAsync<StoreException>(() => index.Generations.SwitchAsync(Catalog, 77, Cancellation));
        Assert.Equal("UNKNOWN_GENERATION", error.Code);
        Assert.Contains("77", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_works_on_after_a_switch()
    {
        await index.PutAsync(Catalog, Book("a"), Book("b"), Book("c"));
        var query = new EntityQuery(Catalog, ToyPlugin.Books) { Hits = new(2, []) };
        var page = (await index.Search.SearchAsync([query], Cancellation))[0].Hits!;
        await index.Generations.SwitchAsync(Catalog, await BuildAsync("a", "b", "c", "d"), Cancellation);

        var last = page.Hits[^1];
        var next = (await index.Search.SearchAsync([query with { Hits = new(5, []) { Cursor = last.Position } }], Cancellation))[0].Hits!;
        Assert.Equal(["c", "d"], next.Hits.Select(h => h.EntityId));
    }

    [Fact]
    public Task Queries_during_many_switches_never_fail_and_never_see_a_generation_in_part() => GenerationSwitches.RunAsync(index, Catalog, 20, Cancellation);

    private Task<IReadOnlyList<Generation>> ListAsync() => index.Generations.ListAsync(Catalog, Cancellation);

    private async Task<long> BuildAsync(params string[] books)
    {
        var begun = await index.Generations.BeginAsync(Catalog, Cancellation);
        await PutAsync(begun.Number, books);
        await index.Generations.ConfirmAsync(Catalog, begun.Number, Cancellation);
        return begun.Number;
    }

    private Task<IReadOnlyList<WriteOutcome>> PutAsync(long generation, params string[] books) =>
        index.Store.WriteAggregatesAsync(new(Catalog, generation), [.. books.Select(b => new AggregateWrite(new(ToyPlugin.Books, b), Book(b), 0))], Cancellation);

    private async Task<string> FindAsync()
    {
        await index.Settle();
        var query = new EntityQuery(Catalog, ToyPlugin.Books) { Hits = new(100, []) };
        return string.Join(' ', (await index.Search.SearchAsync([query], Cancellation))[0].Hits!.Hits.Select(h => h.EntityId));
    }
}
