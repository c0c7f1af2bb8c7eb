using Azul.Search;
using Azul.Search.Elasticsearch;
using Azul.Tests.Support;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search.Elasticsearch;

/// <summary>A catalog whose index was deleted, beside programs that go on.</summary>
public sealed class DeletedIndexTests : IAsyncLifetime
{
    private const string Catalog = "toys";

    private ElasticsearchOptions options = null!;
    private IndexUnderTest index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await ElasticsearchServer.Newest.StartAsync();
        options = ElasticsearchServer.Newest.Options();
        index = await ElasticsearchIndex.OpenAsync(options, ToyRepository.Catalogs(new ToyPlugin(), Catalog, "others"));
    }

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        await ElasticsearchIndex.DeleteAsync(options);
    }

    [Fact]
    public async Task No_index_of_the_catalog_is_left()
    {
        await index.PutAsync(Catalog, Book("b1"));
        await BeginAndSwitchAsync();

        var gone = await index.Maintenance.DeleteAsync(Catalog, null, Cancellation);
        string[] expected = [.. new[] { 1, 2 }.SelectMany(n => new[] { "contributions", "aggregates", "replicas" }.Select(k => $"{options.Prefix}.toys.{n}.{k}.index"))];
        Assert.Equal(expected, gone);
        Assert.Equal(["others", "others", "others", "state"], (await IndicesAsync()).Select(i => i.Split('.')[1]));
        Assert.False(await index.Maintenance.ExistsAsync(Catalog, Cancellation));
        Assert.Empty(await index.Maintenance.DeleteAsync(Catalog, null, Cancellation));
    }

    [Fact]
    public async Task Programs_that_go_on_are_well_and_told_that_there_is_no_index()
    {
        await index.Maintenance.DeleteAsync(Catalog, null, Cancellation);

        Assert.Null(await index.Store.CheckAsync(Cancellation));
        Assert.Empty(await index.Generations.ListAsync(Catalog, Cancellation));
        await AssertNoIndexAsync(() => index.Store.CountAsync(Catalog, Cancellation));
        var refused = await Assert.ThrowsAsync<SearchException>(() => index.Search.SearchAsync([new(Catalog, ToyPlugin.Books)], Cancellation));
        Assert.Contains("has no such index; run 'create'", refused.Message, StringComparison.Ordinal);
        await AssertNoIndexAsync(() => index.Generations.BeginAsync(Catalog, Cancellation));
        Assert.Equal(0, (await index.Search.SearchAsync([new("others", ToyPlugin.Books)], Cancellation))[0].Total);
    }

    [Fact]
    public async Task A_deletion_that_was_interrupted_is_finished_by_doing_it_again()
    {
        await BeginAndSwitchAsync();
        using (var client = new HttpClient { BaseAddress = options.Nodes[0] })
            (await client.DeleteAsync(new Uri($"{options.Prefix}.toys.2.contributions.index,{options.Prefix}.toys.2.aggregates.index", UriKind.Relative), Cancellation)).EnsureSuccessStatusCode();

        await index.Maintenance.DeleteAsync(Catalog, null, Cancellation);
        Assert.DoesNotContain(await IndicesAsync(), i => i.Contains(".toys.", StringComparison.Ordinal));
        Assert.Null(await index.Store.CheckAsync(Cancellation));
    }

    [Fact]
    public async Task An_index_that_is_made_anew_has_a_number_that_no_other_had()
    {
        await BeginAndSwitchAsync();
        await index.Maintenance.DeleteAsync(Catalog, null, Cancellation);
        await index.Maintenance.CreateAsync(Cancellation);
        Assert.Equal((3, GenerationState.Live), Assert.Single((await index.Generations.ListAsync(Catalog, Cancellation)).Select(g => (g.Number, g.State))));
        await index.PutAsync(Catalog, Book("b1"));
        await index.Settle();
        Assert.Equal(1, (await index.Search.SearchAsync([new(Catalog, ToyPlugin.Books)], Cancellation))[0].Total);
    }

    private async Task BeginAndSwitchAsync()
    {
        var second = await index.Generations.BeginAsync(Catalog, Cancellation);
        await index.Generations.ConfirmAsync(Catalog, second.Number, Cancellation);
        await index.Generations.SwitchAsync(Catalog, second.Number, Cancellation);
    }

    private async Task<IEnumerable<string>> IndicesAsync()
    {
        using var client = new HttpClient { BaseAddress = options.Nodes[0] };
        var listed = await client.GetStringAsync(new Uri($"_cat/indices/{options.Prefix}.*?h=index", UriKind.Relative), Cancellation);
        return listed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal);
    }

    private static async Task AssertNoIndexAsync(Func<Task> action)
    {
        var error = await Assert.ThrowsAsync<StoreException>(action);
        Assert.Equal(("NO_INDEX", true), (error.Code, error.Message.Contains("'create'", StringComparison.Ordinal)));
    }
}
