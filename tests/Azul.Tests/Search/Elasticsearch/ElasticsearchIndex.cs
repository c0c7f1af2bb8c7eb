using System.Text;
using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Search.Elasticsearch;

/// <summary>The index on Elasticsearch, as the contract suites run on it.</summary>
internal static class ElasticsearchIndex
{
    /// <summary>One with a prefix of its own, which is gone when it is closed.</summary>
    /// <param name="server">The server.</param>
    /// <param name="catalogs">Its catalogs.</param>
    /// <param name="time">Its clock; that of the system unless given.</param>
    public static async Task<IndexUnderTest> OpenAsync(ElasticsearchServer server, CatalogList catalogs, TimeProvider? time = null)
    {
        await server.StartAsync();
        var options = server.Options();
        var index = await OpenAsync(options, catalogs, time);
        return index with
        {
            Close = async () =>
            {
                await index.Close();
                await DeleteAsync(options);
            },
        };
    }

    /// <summary>One on what is there, which stays when it is closed.</summary>
    public static Task<IndexUnderTest> OpenAsync(ElasticsearchOptions options, CatalogList catalogs, TimeProvider? time = null) =>
        IndexUnderTest.OpenAsync(Services(options, catalogs, time ?? TimeProvider.System), () => RefreshAsync(options));

    public static ServiceProvider Services(ElasticsearchOptions options, CatalogList catalogs, TimeProvider time) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(catalogs)
        .AddSingleton(time)
        .AddElasticsearchIndex(options)
        .BuildServiceProvider();

    /// <summary>Deletes all indices of a prefix.</summary>
    public static async Task DeleteAsync(ElasticsearchOptions options)
    {
        using var client = new HttpClient { BaseAddress = options.Nodes[0] };
        var listed = await client.GetStringAsync(new Uri($"_cat/indices/{options.Prefix}.*?h=index&format=json&expand_wildcards=all", UriKind.Relative));
        using var json = JsonDocument.Parse(listed);
        // More names than fit into a path are never there at once.
        foreach (var names in json.RootElement.EnumerateArray().Select(i => i.GetProperty("index").GetString()!).Chunk(20))
            await client.DeleteAsync(new Uri(string.Join(',', names), UriKind.Relative));
    }

    /// <summary>The settings under <c>Azul</c> that say that the index is on a server.</summary>
    public static Dictionary<string, object> Settings(ElasticsearchOptions options) => new()
    {
        ["Index"] = "Elasticsearch",
        ["Elasticsearch"] = new { Nodes = options.Nodes.Select(n => n.ToString()), options.Prefix },
    };

    /// <summary>Every aggregate of a catalog as its native JSON, by type and id, read past the adapter.</summary>
    public static async Task<SortedDictionary<string, string>> AggregatesAsync(ElasticsearchOptions options, string catalog)
    {
        await RefreshAsync(options);
        using var client = new HttpClient { BaseAddress = options.Nodes[0] };
        var aggregates = new SortedDictionary<string, string>(StringComparer.Ordinal);
        string? after = null;
        do
        {
            var body = $$"""{"size":1000,"sort":["entity_type","entity_id"],"stored_fields":["native"]{{(after is null ? "" : $",\"search_after\":{after}")}}}""";
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            var answer = await client.PostAsync(new Uri($"{options.Prefix}.{catalog}.aggregates/_search", UriKind.Relative), content);
            using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            after = null;
            foreach (var hit in json.RootElement.GetProperty("hits").GetProperty("hits").EnumerateArray())
            {
                var sort = hit.GetProperty("sort");
                aggregates.Add($"{sort[0].GetString()}/{sort[1].GetString()}", hit.GetProperty("fields").GetProperty("native")[0].GetString()!);
                after = sort.GetRawText();
            }
        }
        while (after is not null);
        return aggregates;
    }

    /// <summary>Makes all that was written to the indices of a prefix visible to searches.</summary>
    public static async Task RefreshAsync(ElasticsearchOptions options)
    {
        using var client = new HttpClient { BaseAddress = options.Nodes[0] };
        (await client.PostAsync(new Uri($"{options.Prefix}.*/_refresh", UriKind.Relative), null)).EnsureSuccessStatusCode();
    }
}
