using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Queries;
using Azul.Search.Queries;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Search.Elasticsearch.Requests;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Benchmarks.Elasticsearch;

/// <summary>
/// What the gateway adds to a search: 16 clients ask it for 20 hits and 20 facets by GraphQL, and then Elasticsearch itself, with the very body that the gateway sends. The gateway
/// is a process of its own, and all share the processors. And how many requests to the index 1,000 random operations take. Argument: the number of documents (default 20,000).
/// </summary>
internal static class OverheadBenchmark
{
    private const int Clients = 16;
    private const int Hits = 20;
    private const int Facets = 20;
    private const int Rounds = 20;
    private const int Operations = 500;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    /// <returns>Whether every operation was one request.</returns>
    public static async Task<bool> RunAsync(string[] arguments)
    {
        var documents = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20_000;
        await using var server = ElasticsearchServer.Lasting();
        await server.StartAsync();
        var options = server.Options();
        await MeasureAsync(options, documents);
        await ElasticsearchIndex.DeleteAsync(options);
        return Report("GraphQL", await RequestCheck.GraphQLAsync(server, Operations, Seed.Value)) & Report("REST", await RequestCheck.RestAsync(server, Operations, Seed.Value));
    }

    private static bool Report(string api, IReadOnlyDictionary<long, int> counts)
    {
        Console.WriteLine($"{api}: {string.Join(", ", counts.OrderBy(c => c.Key).Select(c => $"{c.Value} operations took {c.Key} requests to the index"))}, AZUL_SEED={Seed.Value}");
        return counts.Keys.All(k => k == 1);
    }

    private static async Task MeasureAsync(ElasticsearchOptions options, int documents)
    {
        using var client = new HttpClient();
        var graphQL = JsonSerializer.SerializeToUtf8Bytes(new { query = Operation() });
        var (index, body) = await PrepareAsync(client, options, documents, graphQL);
        await using var gateway = await GatewayProcess.StartAsync(options);
        var address = new Uri(gateway.Address, "/graphql");
        Console.WriteLine($"{documents} documents, {Clients} clients, {Hits} hits and {Facets} facets; {body.Length} bytes are sent, {await SendAsync(client, index, body)} come back, the gateway answers {await SendAsync(client, address, graphQL)}");
        await RunAsync(client, address, graphQL, WarmUp);
        await RunAsync(client, index, body, WarmUp);
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var raw = await RunAsync(client, index, body, Duration);
            var cpu = gateway.Cpu;
            var through = await RunAsync(client, address, graphQL, Duration);
            cpu = gateway.Cpu - cpu;
            ratios.Add(through.Mean / raw.Mean);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"raw {raw.PerSecond:F0}/s, mean {raw.Mean:F1} ms, p50 {raw.Median:F1} ms; gateway {through.PerSecond:F0}/s, mean {through.Mean:F1} ms, p50 {through.Median:F1} ms, CPU {cpu.TotalMilliseconds / through.Count:F2} ms each: {through.Mean / raw.Mean - 1:P1} more"));
        }
        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"overhead of the gateway, median of {Rounds} rounds: {ratios[Rounds / 2] - 1:P1}"));
    }

    // Fills the index, and says what is sent there for the operation.
    private static async Task<(Uri Index, byte[] Body)> PrepareAsync(HttpClient client, ElasticsearchOptions options, int documents, byte[] graphQL)
    {
        await using var gateway = GatewayProcess.Build(
            options, services => services.AddSingleton<IEntitySearch>(s => new RecordingSearch(ActivatorUtilities.CreateInstance<ElasticsearchSearch>(s))));
        await gateway.StartAsync();
        await WriteAsync(gateway.Services.GetRequiredService<IDocumentStore>(), documents);
        await ElasticsearchIndex.RefreshAsync(options);
        await SendAsync(client, new(new Uri(gateway.Urls.First()), "/graphql"), graphQL);
        var recorded = (RecordingSearch)gateway.Services.GetRequiredService<IEntitySearch>();
        var names = gateway.Services.GetRequiredService<IndexNames>();
        return (new(options.Nodes[0], $"{names.Alias("toys", IndexKind.Aggregates)}/_search?allow_partial_search_results=false"), BodyOf(recorded.Take()[0][0]));
    }

    private static string Operation()
    {
        var facets = string.Join(' ', Enumerable.Range(0, Facets).Select(i => $"f{i} {{ total missing terms {{ value count }} }}"));
        return $"{{ toy {{ books(first: {Hits}, filter: {{ f1: {{ is: [\"f1-1\", \"f1-2\", \"f1-3\"] }} }}) {{ totalCount nodes {{ id title }} facets {{ {facets} }} }} }} }}";
    }

    private static byte[] BodyOf(EntityQuery query)
    {
        var model = new WidePlugin().Model;
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, ValueJson.WriterOptions))
            new SearchPlan(new(new ColumnMapping(model), model.Special.SourceId, query), 65_536).Write(json, withTerms: true);
        return body.WrittenSpan.ToArray();
    }

    private static async Task WriteAsync(IDocumentStore store, int count)
    {
        var random = new Random(1);
        await store.OpenAsync(CancellationToken.None);
        foreach (var batch in Enumerable.Range(0, count).Chunk(1000))
        {
            var documents = batch.Select(i => WidePlugin.Document(random, i, 2000));
            await store.WriteAggregatesAsync("toys", [.. documents.Select(d => new AggregateWrite(d.Entity, d, 0))], CancellationToken.None);
        }
    }

    private static async Task<Figures> RunAsync(HttpClient client, Uri address, byte[] body, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var times = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                await SendAsync(client, address, body);
                times.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            return times;
        }));
        var sorted = all.SelectMany(t => t).Order().ToArray();
        return new(sorted.Length / Stopwatch.GetElapsedTime(start).TotalSeconds, sorted.Average(), sorted[sorted.Length / 2], sorted.Length);
    }

    private static async Task<int> SendAsync(HttpClient client, Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        using var response = await client.PostAsync(address, content);
        var answer = await response.Content.ReadAsByteArrayAsync();
        return response.IsSuccessStatusCode ? answer.Length : throw new InvalidOperationException($"{address}: {System.Text.Encoding.UTF8.GetString(answer)}");
    }

    /// <param name="PerSecond">Answers in a second.</param>
    /// <param name="Mean">Milliseconds until an answer.</param>
    /// <param name="Median">The same of the one in the middle.</param>
    /// <param name="Count">How many answers there were.</param>
    private readonly record struct Figures(double PerSecond, double Mean, double Median, int Count);
}
