using System.Diagnostics;
using Amazon.Runtime;
using Amazon.SQS.Model;
using Azul.Indexer;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Embedded;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Benchmarks.Indexing;

/// <summary>
/// Messages through ElasticMQ, warm from other traffic, and an all but empty pipeline: bundles of two entities in memory, a store in memory. Arguments: number of messages (10,000), a third of which are
/// notifications; <c>--verbose</c>; settings as <c>Indexer:AggregationBatch=10</c> or <c>Sqs:TallyGroups=16</c>.
/// </summary>
internal static class SqsBenchmark
{
    private const int WarmingBundles = 3000;
    private const int Parallelism = 4;

    public static async Task RunAsync(string[] args)
    {
        var messages = args.Length > 0 ? int.Parse(args[0]) : 10_000;
        var bundles = messages / 3;
        await using var server = new ElasticMq { IsLasting = true };
        await server.StartAsync();
        var calls = 0L;
        var client = server.CreateClient();
        client.BeforeRequestEvent += (_, e) =>
        {
            // The looks at how far it is are this program's own.
            if (e is WebServiceRequestEventArgs { Request: not GetQueueAttributesRequest })
                Interlocked.Increment(ref calls);
        };
        var repository = new FaultyRepository();
        repository.Add(Enumerable.Range(0, bundles).Select(i => ToyBundles.Of(ToyBundles.Id(1, i), ToyBundles.Version(1), ToyBundles.Id(2, i), ToyBundles.Id(3, i))));
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var settings = args.Where(a => a.Contains('=', StringComparison.Ordinal)).Select(a => a.Split('=', 2));
        builder.Configuration.AddInMemoryCollection([new("Azul:Queue", "Sqs"), new("Azul:Sqs:Prefix", "bench")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Azul:{s[0]}", (string?)s[1])));
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        var catalog = new Catalog("toys", "toys", false, new ToyPlugin(), repository, "toy", []);
        var sqs = SqsOptions.Read(builder.Configuration.GetSection("Azul:Sqs"));
        using var queues = new SqsWorkQueues(client, sqs, IndexerOptions.Read(builder.Configuration.GetSection("Azul:Indexer"), distributed: true).Queues);
        await queues.CreateAsync(default);
        builder.Services.AddSingleton<IWorkQueues>(queues);
        builder.Services.AddSingleton<IDocumentStore>(new MemoryStore());
        builder.Services.AddSingleton<IGenerations>(new OneGeneration());
        // What schedules need besides.
        using var folder = new TemporaryFolder();
        builder.Services.AddSingleton(new CatalogList([catalog]));
        builder.Services.AddEmbeddedIndex(new() { DataFolder = folder.Path });
        builder.Services.AddIndexer(builder.Configuration.GetSection("Azul"));
        using var host = builder.Build();

        // A backlog of notifications, then workers.
        await host.Services.GetRequiredService<Azul.Indexer.Reindexing.IReindexing>().NotifyAsync(
            catalog, [.. Enumerable.Range(0, bundles).Select(i => new SourcedBundle(new(ToyBundles.Id(1, i), ToyBundles.Version(1)), ToyBundles.Source))], false, default);
        using (var warming = server.CreateClient())
            await new BareSqs(warming, "warm", sqs.TallyGroups).MeasureAsync(WarmingBundles, Parallelism);
        var (processor, serverTimes) = (Environment.CpuUsage.TotalTime, ServerTimes.Of(server.ProcessId));
        var watch = Stopwatch.StartNew();
        await host.StartAsync();
        while (true)
        {
            var counts = await queues.CountAsync(default);
            if (counts.Values.All(c => c.Total == 0))
                break;
            if (args.Contains("--verbose"))
                Console.WriteLine($"  {watch.Elapsed.TotalSeconds:0.0} s: {counts[WorkQueue.Notifications]} {counts[WorkQueue.Tallies]} {calls} calls");
            await Task.Delay(args.Contains("--verbose") ? 1000 : 50);
        }
        watch.Stop();
        var total = 3 * bundles;
        var (rate, perMessage) = (total / watch.Elapsed.TotalSeconds, (double)Interlocked.Read(ref calls) / total);
        processor = Environment.CpuUsage.TotalTime - processor;
        var serverProcessor = ServerTimes.Of(server.ProcessId).Seconds - serverTimes.Seconds;
        await host.StopAsync();
        var bareProcessor = Environment.CpuUsage.TotalTime;
        using var bareClient = server.CreateClient();
        var bare = await new BareSqs(bareClient, "bare", sqs.TallyGroups).MeasureAsync(bundles, Parallelism);
        Console.WriteLine($"{total} messages through ElasticMQ: {rate:0} messages/s, {perMessage:0.000} calls per message; the same traffic without indexing: {bare:0} messages/s, a ratio of {rate / bare:0.00}");
        bareProcessor = Environment.CpuUsage.TotalTime - bareProcessor;
        Console.WriteLine($"""
              processor time of this program: {processor.TotalMilliseconds / total:0.00} ms a message, and {bareProcessor.TotalMilliseconds / total:0.00} ms without indexing; of ElasticMQ: {1000 * serverProcessor / total:0.00} ms
            """);
    }
}
