using System.Diagnostics;
using System.Text.Json;
using Amazon.SQS;
using Azul.Indexer;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Hca;
using Azul.Search;
using Azul.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Benchmarks.Indexing;

/// <summary>
/// The whole pipeline on servers: generated bundles through ElasticMQ into Elasticsearch 9.4, all on this machine, and warm from another catalog. Arguments: number of bundles (5,000),
/// <c>--one-project</c>, <c>--cold</c>, and settings as <c>Indexer:ContributionBatch=50</c>, <c>Elasticsearch:BulkBytes=1000000</c> or <c>Sqs:TallyGroups=16</c>.
/// </summary>
/// <remarks>Servers run for weeks, and take the first minute to compile themselves, which is not what it costs to index.</remarks>
internal static class ElasticsearchIndexingBenchmark
{
    private const int WarmingBundles = 2000;

    public static async Task RunAsync(string[] args)
    {
        var settings = args.Where(a => a.Contains('=', StringComparison.Ordinal)).ToArray();
        var bundles = args.Select(a => int.TryParse(a, out var n) ? n : 0).FirstOrDefault(n => n > 0, 5_000);
        var oneProject = args.Contains("--one-project");
        var area = await IndexingBenchmark.AreaAsync(bundles, oneProject);
        await using var sqs = new ElasticMq { IsLasting = true };
        await sqs.StartAsync();
        await using var server = ElasticsearchServer.Lasting();
        await server.StartAsync();
        if (!args.Contains("--cold"))
            await WarmAsync(await IndexingBenchmark.AreaAsync(WarmingBundles, oneProject: false), sqs, server, settings);
        var meters = new Meters();
        using var host = await HostOfAsync("generated", area, sqs, server, meters, settings);
        await host.StartAsync();
        var (indexBefore, queuesBefore) = (ServerTimes.Of(server.ProcessId), ServerTimes.Of(sqs.ProcessId));
        await IndexingBenchmark.MeasureAsync(host, bundles, oneProject, meters);
        await host.StopAsync();
        var (index, queues) = (ServerTimes.Of(server.ProcessId), ServerTimes.Of(sqs.ProcessId));
        Console.WriteLine($"""
              the last aggregate was written after {meters.Until("store: write aggregates").TotalSeconds:0.0} s: {bundles / meters.Until("store: write aggregates").TotalSeconds:0} bundles/s
              Elasticsearch: processor time {index.Seconds - indexBefore.Seconds:0.0} s, {index.Mebibytes} MiB; ElasticMQ: {queues.Seconds - queuesBefore.Seconds:0.0} s, {queues.Mebibytes} MiB
            {await StatisticsAsync(server.Endpoint)}
            """);
    }

    private static async Task WarmAsync(string area, ElasticMq sqs, ElasticsearchServer server, string[] settings)
    {
        var watch = Stopwatch.StartNew();
        using var host = await HostOfAsync("warming", area, sqs, server, new(), settings);
        await host.StartAsync();
        try
        {
            var reindexing = host.Services.GetRequiredService<IReindexing>();
            await reindexing.EnqueueAsync(new(), default);
            await reindexing.WaitAsync(null, default);
        }
        finally
        {
            await host.StopAsync();
        }
        Console.WriteLine($"{WarmingBundles} bundles of another catalog to warm: {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static async Task<IHost> HostOfAsync(string catalog, string area, ElasticMq sqs, ElasticsearchServer server, Meters meters, string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([
            new("Azul:Queue", "Sqs"),
            new("Azul:Elasticsearch:Nodes:0", $"{server.Endpoint}"),
            .. settings.Select(s => KeyValuePair.Create($"Azul:{s[..s.IndexOf('=')]}", (string?)s[(s.IndexOf('=') + 1)..]))]);
        var azul = builder.Configuration.GetSection("Azul");
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new CatalogList(
            [new(catalog, "hca", false, new MeasuredPlugin(new HcaPlugin(), meters), new MeasuredRepository(IndexingBenchmark.RepositoryOf(area), meters), "staging", [])]));
        builder.Services.AddSingleton<ElasticsearchDocumentStore>();
        builder.Services.AddSingleton<IDocumentStore>(s => new MeasuredStore(s.GetRequiredService<ElasticsearchDocumentStore>(), meters));
        builder.Services.AddElasticsearchIndex(ElasticsearchSettings.Read(azul.GetSection("Elasticsearch")));
        builder.Services.AddSingleton<IAmazonSQS>(_ => sqs.CreateClient());
        var options = IndexerOptions.Read(azul.GetSection("Indexer"), distributed: true);
        builder.Services.AddSingleton(s => new SqsWorkQueues(s.GetRequiredService<IAmazonSQS>(), SqsOptions.Read(azul.GetSection("Sqs")), options.Queues));
        builder.Services.AddSingleton<IWorkQueues>(s => new MeasuredQueues(s.GetRequiredService<SqsWorkQueues>(), meters));
        builder.Services.AddIndexer(azul);
        var host = builder.Build();
        await host.Services.GetRequiredService<IWorkQueues>().CreateAsync(default);
        await host.Services.GetRequiredService<IDocumentStore>().OpenAsync(default);
        return host;
    }

    // What the server says of itself.
    private static async Task<string> StatisticsAsync(Uri server)
    {
        using var client = new HttpClient { BaseAddress = server };
        using var json = JsonDocument.Parse(await client.GetStringAsync(new Uri("_stats", UriKind.Relative)));
        var lines = json.RootElement.GetProperty("indices").EnumerateObject().Where(i => i.Name.Contains("generated", StringComparison.Ordinal)).Select(i =>
        {
            var total = i.Value.GetProperty("primaries");
            long Of(string part, string what) => total.GetProperty(part).GetProperty(what).GetInt64();
            return $"  {i.Name}: {Of("docs", "count")} documents, {Of("store", "size_in_bytes") >> 20} MiB; indexing {Of("indexing", "index_time_in_millis") / 1000.0:0.0} s for {Of("indexing", "index_total")}, "
                + $"refresh {Of("refresh", "total_time_in_millis") / 1000.0:0.0} s in {Of("refresh", "total")}, merges {Of("merges", "total_time_in_millis") / 1000.0:0.0} s in {Of("merges", "total")}, "
                + $"queries {Of("search", "query_time_in_millis") / 1000.0:0.0} s, fetches {Of("search", "fetch_time_in_millis") / 1000.0:0.0} s, gets {Of("get", "time_in_millis") / 1000.0:0.0} s for {Of("get", "total")}";
        });
        return string.Join('\n', lines);
    }
}
