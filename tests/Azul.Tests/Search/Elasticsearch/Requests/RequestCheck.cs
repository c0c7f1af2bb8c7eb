using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Rest.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Search.Elasticsearch.Requests;

/// <summary>How many requests the index is sent for each of many random operations.</summary>
internal static class RequestCheck
{
    /// <returns>For each number of requests, how many operations took it.</returns>
    public static async Task<IReadOnlyDictionary<long, int>> GraphQLAsync(ElasticsearchServer server, int operations, int seed)
    {
        await using var host = await GraphQLHost.StartAsync(server, ToyRepository.Catalogs(new ToyPlugin(), "toys"), Aggregates());
        var random = new RandomOperations(new(seed));
        return await CountAsync(server, operations, async () => await host.DataAsync(random.GraphQL()));
    }

    /// <inheritdoc cref="GraphQLAsync"/>
    public static async Task<IReadOnlyDictionary<long, int>> RestAsync(ElasticsearchServer server, int operations, int seed)
    {
        await server.StartAsync();
        var options = server.Options();
        await using var rest = await RestServer.StartAsync(services => services.AddSingleton(ToyRepository.Catalogs(new ToyPlugin(), "toys")).AddElasticsearchIndex(options));
        var store = rest.Services.GetRequiredService<IDocumentStore>();
        await store.OpenAsync(CancellationToken.None);
        await store.WriteAggregatesAsync("toys", [.. Aggregates().Select(a => new AggregateWrite(a.Entity, AggregateDocument.Of(new ToyPlugin(), a), 0))], CancellationToken.None);
        await ElasticsearchIndex.RefreshAsync(options);
        var random = new RandomOperations(new(seed));
        var counts = await CountAsync(server, operations, async () =>
        {
            using var response = await rest.Client.GetAsync(new Uri(random.Rest(), UriKind.Relative));
            var answer = await response.Content.ReadAsStringAsync();
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{response.RequestMessage!.RequestUri}: {answer}");
        });
        await ElasticsearchIndex.DeleteAsync(options);
        return counts;
    }

    private static async Task<IReadOnlyDictionary<long, int>> CountAsync(ElasticsearchServer server, int operations, Func<Task> operate)
    {
        using var counter = new RequestCounter(server.Endpoint);
        // The first one asks for the limits of the cluster too.
        await operate();
        counter.Take();
        var counts = new Dictionary<long, int>();
        for (var i = 0; i < operations; i++)
        {
            await operate();
            var count = counter.Take();
            counts[count] = counts.GetValueOrDefault(count) + 1;
        }
        return counts;
    }

    private static IEnumerable<Aggregate> Aggregates() => Enumerable.Range(0, RandomOperations.Books)
        .Select(i => Shelf.Book(RandomOperations.IdOf(i), "s1", ("title", $"title {i % 7}"), ("pages", (long)i), ("subjects", Value.List(i % 2 == 0 ? "art" : "war", "x"))))
        .Append(Shelf.Library("l1", "s1", "Main library"));
}
