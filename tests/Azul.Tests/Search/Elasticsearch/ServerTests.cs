using Azul.Search;
using Azul.Search.Elasticsearch;
using Azul.Search.Elasticsearch.Transport;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

/// <summary>Which servers the index can be on.</summary>
public sealed class ServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public async Task Elasticsearch_9_is_met_in_either_form(int compatibleWith)
    {
        await ElasticsearchServer.Newest.StartAsync();
        var met = await MeetAsync(ElasticsearchServer.Newest.Options() with { CompatibleWith = compatibleWith });
        Assert.StartsWith("9.", met.Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Elasticsearch_8_is_met()
    {
        await ElasticsearchServer.Oldest.StartAsync();
        Assert.StartsWith("8.", (await MeetAsync(ElasticsearchServer.Oldest.Options())).Version, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_is_refused_by_its_name()
    {
        await ElasticsearchServer.OpenSearch.StartAsync();
        var error = await Assert.ThrowsAsync<StoreException>(() => MeetAsync(ElasticsearchServer.OpenSearch.Options()));
        Assert.Equal("STORE_SERVER", error.Code);
        Assert.Contains("OpenSearch 2.", error.Message, StringComparison.Ordinal);
        Assert.Contains("needs Elasticsearch 8.x or 9.x", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => MeetAsync(new() { Nodes = [new("http://127.0.0.1:9")], Retries = 1 }));
        Assert.Equal("STORE_UNREACHABLE", error.Code);
        Assert.Contains("http://127.0.0.1:9", error.Message, StringComparison.Ordinal);
    }

    private static async Task<ServerIdentity> MeetAsync(ElasticsearchOptions options)
    {
        using var connection = new ElasticsearchConnection(options);
        return await ServerIdentity.MeetAsync(connection, Cancellation);
    }
}
