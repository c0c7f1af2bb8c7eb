using Azul.Plugins.Catalogs;
using Azul.Search.Elasticsearch;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

/// <summary>An index that the tests of a class share, since making one takes a second or more. Each test finds it empty.</summary>
public sealed class EmptiedIndex : IAsyncDisposable
{
    private ElasticsearchOptions? options;
    private IndexUnderTest? index;

    /// <param name="server">The server, the same each time.</param>
    /// <param name="catalogs">The catalogs, the same each time.</param>
    public async Task<IndexUnderTest> OpenAsync(ElasticsearchServer server, CatalogList catalogs)
    {
        await server.StartAsync();
        options ??= server.Options();
        if (index is not null)
            await EmptyAsync(options);
        index ??= await ElasticsearchIndex.OpenAsync(options, catalogs);
        return index with { Close = () => ValueTask.CompletedTask };
    }

    public async ValueTask DisposeAsync()
    {
        if (index is null)
            return;
        await index.DisposeAsync();
        await ElasticsearchIndex.DeleteAsync(options!);
    }

    private static async Task EmptyAsync(ElasticsearchOptions options)
    {
        using var client = new HttpClient { BaseAddress = options.Nodes[0] };
        using var everything = new StringContent("""{"query":{"match_all":{}}}""", null, "application/json");
        var path = $"{options.Prefix}.*.aggregates.index/_delete_by_query?refresh=true&conflicts=proceed";
        (await client.PostAsync(new Uri(path, UriKind.Relative), everything, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
    }
}
