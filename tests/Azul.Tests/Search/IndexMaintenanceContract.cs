using System.Text;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Tests.Support;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

/// <summary>What every <see cref="IIndexMaintenance"/> does. An adapter's tests inherit it.</summary>
public abstract class IndexMaintenanceContract : IAsyncLifetime
{
    private const string Catalog = "toys";

    private IndexUnderTest index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => index = await OpenAsync(["toys", "others"]);

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An empty index of these catalogs, all with a <see cref="ToyPlugin"/>.</summary>
    private protected abstract Task<IndexUnderTest> OpenAsync(string[] catalogs);

    [Fact]
    public async Task Creating_again_changes_nothing()
    {
        await ContributeAsync("b1", "s1", "u1");
        Assert.True(await index.Maintenance.ExistsAsync(Catalog, Cancellation));
        Assert.Empty(await index.Maintenance.CreateAsync(Cancellation));
        Assert.Equal(1, (await index.Store.CountAsync(Catalog, Cancellation)).Contributions);
    }

    [Fact]
    public async Task Sources_come_by_specification_with_their_contributions()
    {
        Assert.Empty(await index.Maintenance.ReadSourcesAsync(Catalog, Cancellation));
        await ContributeAsync("b1", "s2", "u1");
        await ContributeAsync("b1", "s1", "u2");
        await ContributeAsync("b2", "s1", "u2");
        Assert.Equal(
            [new(new("s1", "spec:s1"), 2), new(new("s2", "spec:s2"), 1)], await index.Maintenance.ReadSourcesAsync(Catalog, Cancellation));
    }

    [Fact]
    public async Task Entities_come_in_order_whether_they_have_contributions_or_an_aggregate()
    {
        await ContributeAsync("b2", "s1", "u1");
        await ContributeAsync("b2", "s1", "u2");
        await ContributeAsync("b4", "s2", "u1");
        await index.PutAsync(Catalog, Book("b1"), Book("b2"), Book("b3"));
        await index.PutAsync(Catalog, Of(ToyPlugin.Libraries, "a", ["s1"]));
        await index.DeleteAsync(Catalog, new EntityReference(ToyPlugin.Books, "b3"));

        Assert.Equal(["books/b1", "books/b2", "books/b4", "libraries/a"], await EntitiesAsync(null));
        Assert.Equal(["books/b2"], await EntitiesAsync(["s1"]));
        Assert.Equal(["books/b2", "books/b4"], await EntitiesAsync(["s1", "s2"]));
        Assert.Empty(await EntitiesAsync(["s3"]));
    }

    [Fact]
    public async Task Very_many_entities_are_all_read_once()
    {
        var ids = Enumerable.Range(0, 2500).Select(i => $"b{i:0000}").ToArray();
        await index.Store.WriteContributionsAsync(Catalog, [.. ids.Select(i => Contribution(i, "s1", "u1"))], Cancellation);
        await index.PutAsync(Catalog, [.. ids.Take(1500).Select(i => Book(i))]);
        Assert.Equal(ids.Select(i => $"books/{i}"), await EntitiesAsync(null));
        Assert.Equal(ids.Select(i => $"books/{i}"), await EntitiesAsync(["s1"]));
    }

    [Fact]
    public async Task A_source_is_removed_from_the_entities_that_are_named_and_their_aggregates_are_written()
    {
        await ContributeAsync("b1", "s1", "u1");
        await ContributeAsync("b1", "s2", "u2");
        await ContributeAsync("b2", "s1", "u1");
        await ContributeAsync("b3", "s1", "u1");
        await index.PutAsync(Catalog, Book("b1", ("title", "old")), Book("b2"), Book("b3"));
        var versions = await VersionsAsync("b1", "b2");

        var outcomes = await index.Maintenance.RemoveSourcesAsync(
            Catalog, ["s1"], [new(Entity("b1"), Book("b1", ("title", "new")), versions[0]), new(Entity("b2"), null, versions[1])], Cancellation);

        Assert.Equal([WriteStatus.Replaced, WriteStatus.Replaced], outcomes.Select(o => o.Status));
        Assert.Equal(["s2"], await SourcesOfAsync("b1"));
        Assert.Empty(await SourcesOfAsync("b2"));
        Assert.Equal(["s1"], await SourcesOfAsync("b3"));
        await index.Settle();
        var titles = await index.Search.SearchAsync([new(Catalog, ToyPlugin.Books) { Filter = new Filter.Is("title", ["new"]) }, new(Catalog, ToyPlugin.Books)], Cancellation);
        Assert.Equal([1, 2], titles.Select(t => t.Total));
    }

    [Fact]
    public async Task An_aggregate_that_was_written_meanwhile_keeps_its_contributions()
    {
        await ContributeAsync("b1", "s1", "u1");
        await index.PutAsync(Catalog, Book("b1"));
        var outcomes = await index.Maintenance.RemoveSourcesAsync(Catalog, ["s1"], [new(Entity("b1"), null, (await VersionsAsync("b1"))[0] + 1)], Cancellation);
        Assert.Equal([WriteStatus.Conflict], outcomes.Select(o => o.Status));
        Assert.Equal(["s1"], await SourcesOfAsync("b1"));
    }

    [Fact]
    public async Task Aggregates_are_compared_part_by_part()
    {
        var book = Book("b1", ("title", "a"), ("price", 1.5), ("pages", Value.List([1L, Value.Null])));
        await index.PutAsync(Catalog, book, Book("b2"), Book("b3"));
        var compared = await index.Maintenance.CompareAggregatesAsync(
            Catalog,
            [
                new(Entity("b1"), book, 0),
                new(Entity("b1"), Book("b1", ("title", "b"), ("price", 1.5), ("pages", Value.List([1L, Value.Null]))), 0),
                new(Entity("b1"), book with { SourceIds = ["s2"], Native = "{}"u8.ToArray(), Hit = "{}"u8.ToArray() }, 0),
                new(Entity("b2"), null, 0),
                new(Entity("b4"), Book("b4"), 0),
                new(Entity("b5"), null, 0),
            ],
            Cancellation);

        Assert.Equal(
            [null, "differs in columns", "differs in sources, document, hit", "should not be there", "is missing", null], compared.Select(c => c.Difference));
        Assert.Equal((await VersionsAsync("b1"))[0], compared[0].Version);
        Assert.Equal(0, compared[4].Version);
    }

    [Fact]
    public async Task Deleting_leaves_nothing_and_other_catalogs_as_they_are()
    {
        await ContributeAsync("b1", "s1", "u1");
        await index.PutAsync(Catalog, Book("b1"));
        await index.PutAsync("others", Book("b1"));
        await index.Store.WriteReplicasAsync(Catalog, [new(new("book", "b1"), "r1", "{}"u8.ToArray(), ["f1"])], Cancellation);
        var told = new List<long>();
        await index.Maintenance.DeleteAsync(Catalog, told.Add, Cancellation);

        Assert.Equal(3, told[^1]);
        Assert.Null(await index.Store.CheckAsync(Cancellation));
        await index.Maintenance.CreateAsync(Cancellation);
        Assert.Equal(new(0, 0, 0), await index.Store.CountAsync(Catalog, Cancellation));
        Assert.Equal(1, (await index.Store.CountAsync("others", Cancellation)).Aggregates);
        await index.Settle();
        Assert.Equal(0, (await index.Search.SearchAsync([new(Catalog, ToyPlugin.Books)], Cancellation))[0].Total);
        await index.Maintenance.DeleteAsync(Catalog, null, Cancellation);
        await index.Maintenance.DeleteAsync(Catalog, null, Cancellation);
        await index.Maintenance.CreateAsync(Cancellation);
        await index.PutAsync(Catalog, Book("b1"));
        Assert.Equal(1, (await index.Store.CountAsync(Catalog, Cancellation)).Aggregates);
    }

    [Fact]
    public async Task Generations_that_were_kept_are_deleted_too()
    {
        var second = await index.Generations.BeginAsync(Catalog, Cancellation);
        await index.Generations.ConfirmAsync(Catalog, second.Number, Cancellation);
        await index.Generations.SwitchAsync(Catalog, second.Number, Cancellation);

        Assert.NotEmpty(await index.Maintenance.DeleteAsync(Catalog, null, Cancellation));
        Assert.DoesNotContain(GenerationState.Retired, (await index.Generations.ListAsync(Catalog, Cancellation)).Select(g => g.State));
        await index.Maintenance.CreateAsync(Cancellation);
        var live = Assert.Single(await index.Generations.ListAsync(Catalog, Cancellation));
        Assert.Equal(GenerationState.Live, live.State);
        Assert.InRange((await index.Generations.BeginAsync(Catalog, Cancellation)).Number, live.Number + 1, long.MaxValue);
    }

    [Fact]
    public async Task Nothing_is_removed_while_a_generation_is_being_built()
    {
        await index.Generations.BeginAsync(Catalog, Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(() => index.Maintenance.DeleteAsync(Catalog, null, Cancellation));
        Assert.Equal("GENERATION_BUILDING", error.Code);
        error = await Assert.ThrowsAsync<StoreException>(() => index.Maintenance.RemoveSourcesAsync(Catalog, ["s1"], [], Cancellation));
        Assert.Equal("GENERATION_BUILDING", error.Code);
    }

    [Fact]
    public async Task An_unknown_catalog_is_refused()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => index.Maintenance.ExistsAsync("toyz", Cancellation));
        Assert.Equal("UNKNOWN_CATALOG", error.Code);
    }

    private static EntityReference Entity(string id) => new(ToyPlugin.Books, id);

    private static StoredContribution Contribution(string book, string source, string bundle) =>
        new(Entity(book), new(bundle, "v1"), new(source, $"spec:{source}"), false, Encoding.UTF8.GetBytes("{}"));

    private async Task ContributeAsync(string book, string source, string bundle)
    {
        var outcomes = await index.Store.WriteContributionsAsync(Catalog, [Contribution(book, source, bundle)], Cancellation);
        Assert.Equal([WriteStatus.Created], outcomes.Select(o => o.Status));
    }

    private async Task<IReadOnlyList<string>> EntitiesAsync(string[]? sources) =>
        [.. await index.Maintenance.ReadEntitiesAsync(Catalog, sources, Cancellation).Select(e => $"{e}").ToListAsync(Cancellation)];

    private async Task<IEnumerable<string>> SourcesOfAsync(string book) =>
        (await index.Store.ReadContributionsAsync(Catalog, [Entity(book)], Cancellation).ToListAsync(Cancellation)).Select(c => c.Source.Id);

    private Task<IReadOnlyList<long>> VersionsAsync(params string[] books) => index.Store.ReadAggregateVersionsAsync(Catalog, [.. books.Select(Entity)], Cancellation);
}
