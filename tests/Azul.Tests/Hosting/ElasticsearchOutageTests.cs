using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azul.Tests.Support;

namespace Azul.Tests.Hosting;

/// <summary>A gateway whose Elasticsearch is killed and started again.</summary>
public sealed class ElasticsearchOutageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_that_it_is_unavailable_and_which_part_is_down_and_recovers_by_itself()
    {
        await using var server = ElasticsearchServer.OfOnesOwn();
        await server.StartAsync();
        var gateway = new RunningGateway(
        [
            "--Azul:Index", "Elasticsearch", "--Azul:Elasticsearch:Nodes:0", $"{server.Endpoint}", "--Azul:Elasticsearch:SearchTimeout", "00:00:03", "--Azul:IndexOnStart", "false",
        ]);
        try
        {
            await gateway.InitializeAsync();
            Assert.All(await StatusesAsync(gateway.Client), status => Assert.Equal(200, status));

            server.Kill();
            foreach (var ask in Questions)
            {
                using var answer = await ask(gateway.Client);
                Assert.Equal(503, (int)answer.StatusCode);
                Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            }
            await AssertHealthNamesAsync(gateway.Client);

            await server.StartAsync();
            using var patience = Patience.Begin(Cancellation);
            while ((await StatusesAsync(gateway.Client)).Any(status => status != 200))
                await Task.Delay(100, patience.Token);
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    private static Func<HttpClient, Task<HttpResponseMessage>>[] Questions =>
    [
        client => client.GetAsync(new Uri("/index/files?size=1", UriKind.Relative), Cancellation),
        client => client.PostAsJsonAsync(new Uri("/graphql", UriKind.Relative), new { query = "{ hca { files { totalCount } } }" }, Cancellation),
    ];

    private static async Task<int[]> StatusesAsync(HttpClient client)
    {
        var statuses = new List<int>();
        foreach (var ask in Questions.Append(c => c.GetAsync(new Uri("/health", UriKind.Relative), Cancellation)))
        {
            using var answer = await ask(client);
            statuses.Add((int)answer.StatusCode);
        }
        return [.. statuses];
    }

    private static async Task AssertHealthNamesAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative), Cancellation);
        Assert.Equal(503, (int)answer.StatusCode);
        var health = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
        Assert.Equal(["api_endpoints", "elasticsearch"], health.AsObject().Where(p => p.Value is JsonObject part && !(bool)part["up"]!).Select(p => p.Key).Order(StringComparer.Ordinal));
    }
}
