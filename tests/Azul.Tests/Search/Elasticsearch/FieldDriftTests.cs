using Azul.Plugins.Metadata;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch;
using Azul.Search.Queries;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

/// <summary>A plugin's fields change, those of a live mapping cannot.</summary>
public sealed class FieldDriftTests : IAsyncLifetime
{
    private const string Catalog = "toys";

    private ElasticsearchOptions options = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await ElasticsearchServer.Newest.StartAsync();
        options = ElasticsearchServer.Newest.Options();
    }

    public async ValueTask DisposeAsync() => await ElasticsearchIndex.DeleteAsync(options);

    [Fact]
    public async Task An_index_with_other_fields_than_the_plugin_is_refused_with_what_to_do()
    {
        await using (await OpenAsync(new ToyPlugin()))
        {
        }
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(new GrownPlugin()));
        Assert.Equal("STORE_FIELDS", error.Code);
        Assert.Contains($"reindex --catalogs {Catalog}", error.Message, StringComparison.Ordinal);
        await using var asBefore = await OpenAsync(new ToyPlugin());
    }

    [Fact]
    public async Task A_new_generation_has_the_new_fields_and_those_who_serve_the_old_one_go_on_with_it()
    {
        await using var old = await OpenAsync(new ToyPlugin());
        await old.PutAsync(Catalog, ToyDocuments.Book("b1", ("title", "old")));

        await using var services = ElasticsearchIndex.Services(options, ToyRepository.Catalogs(new GrownPlugin(), [Catalog]), TimeProvider.System);
        var generations = (IGenerations)services.GetService(typeof(IGenerations))!;
        var begun = await generations.BeginAsync(Catalog, Cancellation);
        await using var grown = await OpenAsync(new GrownPlugin());
        var book = ToyDocuments.Book("b1", ("title", "new"), ("shelf", "A1"));
        var outcomes = await grown.Store.WriteAggregatesAsync(new(Catalog, begun.Number), [new(book.Entity, book, 0)], Cancellation);
        Assert.Equal([WriteStatus.Created], outcomes.Select(o => o.Status));
        await generations.ConfirmAsync(Catalog, begun.Number, Cancellation);
        Assert.Equal(1, await TotalAsync(old, "title", "old"));

        await generations.SwitchAsync(Catalog, begun.Number, Cancellation);
        Assert.Equal(1, await TotalAsync(old, "title", "new"));
        Assert.Equal(1, await TotalAsync(grown, "shelf", "A1"));
    }

    private Task<IndexUnderTest> OpenAsync(ToyPlugin plugin) => ElasticsearchIndex.OpenAsync(options, ToyRepository.Catalogs(plugin, [Catalog]));

    private static async Task<long> TotalAsync(IndexUnderTest index, string column, string value) =>
        (await index.Search.SearchAsync([new(Catalog, ToyPlugin.Books) { Filter = new Filter.Is(column, [value]) }], Cancellation))[0].Total;

    /// <summary>The toy plugin after a new edition of it: it has a field more.</summary>
    private sealed class GrownPlugin : ToyPlugin
    {
        private static readonly MetadataModel Before = new ToyPlugin().Model;

        public override MetadataModel Model { get; } = new(
            Before.Prefix,
            Before.Description,
            Before.EntityTypes,
            [BookType(Property.Text("shelf", "Where it stands").Facet("shelf")), .. Before.InnerTypes.Skip(1)],
            Before.Document,
            Before.Special,
            Before.Summary);
    }
}
