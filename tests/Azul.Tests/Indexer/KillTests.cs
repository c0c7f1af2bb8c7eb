using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Search.Elasticsearch;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Indexer;

public sealed class KillTests : IDisposable
{
    private const int Bundles = 200;
    private const int Kills = 5;

    // What is in flight in a process that dies comes again when its time is over, and after ten deaths that may be long.
    private static readonly TimeSpan LongPatience = TimeSpan.FromMinutes(15);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workers_that_are_killed_lose_nothing_and_work_goes_on_by_itself() =>
        await RunAsync(folder.Path, Bundles, Kills, Seed.Value, Cancellation);

    [Fact]
    public async Task Workers_that_are_killed_lose_nothing_on_Elasticsearch_either()
    {
        await ElasticsearchServer.Newest.StartAsync();
        var index = ElasticsearchServer.Newest.Options();
        try
        {
            await RunAsync(folder.Path, Bundles, Kills, Seed.Value, Cancellation, index);
        }
        finally
        {
            await ElasticsearchIndex.DeleteAsync(index);
        }
    }

    [Fact]
    public async Task Workers_that_are_killed_lose_nothing_on_SQS_and_Elasticsearch_either()
    {
        await using var sqs = new ElasticMq();
        await sqs.StartAsync();
        await ElasticsearchServer.Newest.StartAsync();
        var index = ElasticsearchServer.Newest.Options();
        try
        {
            await RunAsync(folder.Path, Bundles, Kills, Seed.Value, Cancellation, index, sqs);
        }
        finally
        {
            await ElasticsearchIndex.DeleteAsync(index);
        }
    }

    [Fact]
    public async Task A_worker_that_is_told_to_stop_stops_and_holds_nothing()
    {
        var area = Path.Combine(folder.Path, "area");
        await GeneratedCatalog.GenerateAsync(area, Bundles, Cancellation);
        var configuration = GeneratedCatalog.Configure(folder.Path, area);
        using var host = await GeneratedCatalog.OpenAsync(configuration, workers: false, Cancellation);
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        await reindexing.EnqueueAsync(new(), Cancellation);
        await using var worker = WorkerProcess.Start(configuration);
        await UntilAsync(async () => (await reindexing.GetProgressAsync(Cancellation)).Documents > 0, worker);

        Assert.Equal(0, await worker.TerminateAsync());
        Assert.All(await host.Services.GetRequiredService<IWorkQueues>().CountAsync(Cancellation), c => Assert.Equal(0, c.Value.Invisible));
        await host.StopAsync(Cancellation);
    }

    public void Dispose() => folder.Dispose();

    /// <summary>Has two workers index generated bundles, kills one of them again and again, and compares the outcome with that of a run that nothing disturbed.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="bundles">How many bundles.</param>
    /// <param name="kills">How many kills.</param>
    /// <param name="seed">What the moments of the kills are drawn from.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="index">The Elasticsearch that the disturbed run is on; the embedded index unless given.</param>
    /// <param name="sqs">What its queues are on; the embedded queues unless given.</param>
    /// <returns>How many of the kills came while there was work left.</returns>
    internal static async Task<int> RunAsync(string folder, int bundles, int kills, int seed, CancellationToken cancellation, ElasticsearchOptions? index = null, ElasticMq? sqs = null)
    {
        var random = new Random(seed);
        var area = Path.Combine(folder, "area");
        await GeneratedCatalog.GenerateAsync(area, bundles, cancellation);
        var calm = Directory.CreateDirectory(Path.Combine(folder, "calm")).FullName;
        await GeneratedCatalog.IndexAsync(GeneratedCatalog.Configure(calm, area), cancellation);

        var stormy = Directory.CreateDirectory(Path.Combine(folder, "stormy")).FullName;
        var settings = new Dictionary<string, object>(index is null ? [] : ElasticsearchIndex.Settings(index)) { ["Indexer"] = new { ContributionBatch = 10, AggregationBatch = 40 } };
        if (sqs is not null)
            UseSqs(settings, sqs);
        var configuration = GeneratedCatalog.Configure(stormy, area, settings);
        if (sqs is not null)
        {
            await using var create = WorkerProcess.Start(configuration, "create");
            Assert.True(await create.EndAsync() == 0, create.Output);
        }
        using var host = await GeneratedCatalog.OpenAsync(configuration, workers: false, cancellation);
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        await reindexing.EnqueueAsync(new(), cancellation);
        WorkerProcess[] workers = [WorkerProcess.Start(configuration), WorkerProcess.Start(configuration)];
        var atWork = 0;
        // On servers everything takes longer, beginning with the start.
        var (least, most) = sqs is null ? (500, 4000) : (1000, 9000);
        try
        {
            for (var kill = 0; kill < kills; kill++)
            {
                var victim = random.Next(workers.Length);
                // Somewhere in its work, wherever that is.
                await Task.WhenAny(Task.Delay(random.Next(least, most), cancellation), reindexing.WaitAsync(null, cancellation));
                atWork += (await reindexing.GetProgressAsync(cancellation)).IsDone ? 0 : 1;
                await workers[victim].KillAsync();
                await workers[victim].DisposeAsync();
                workers[victim] = WorkerProcess.Start(configuration);
            }
            await WaitAsync(host.Services.GetRequiredService<IWorkQueues>(), reindexing, workers, seed, cancellation);
        }
        finally
        {
            foreach (var worker in workers)
                await worker.DisposeAsync();
        }
        await host.StopAsync(cancellation);
        var expected = GeneratedCatalog.AggregatesIn(calm);
        var actual = index is null ? GeneratedCatalog.AggregatesIn(stormy) : await ElasticsearchIndex.AggregatesAsync(index, GeneratedCatalog.Name);
        Assert.Equal(expected.Keys, actual.Keys);
        foreach (var (entity, document) in expected)
            Assert.True(document == actual[entity], $"AZUL_SEED={seed}: {entity} should be\n{document}\nand is\n{actual[entity]}");
        return atWork;
    }

    // Of a process that was killed, nobody but the time tells that its messages are nobody's.
    private static void UseSqs(Dictionary<string, object> settings, ElasticMq sqs)
    {
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "x");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "y");
        settings["Queue"] = "Sqs";
        settings["Sqs"] = new { Endpoint = sqs.Endpoint.ToString(), Prefix = $"k{Guid.NewGuid():n}"[..13] };
        settings["Indexer"] = new
        {
            ContributionBatch = 10,
            AggregationBatch = 40,
            Queues = WorkQueueNames.Worked.ToDictionary(q => q.Name(), _ => new { Visibility = "00:00:15" }),
        };
    }

    private static async Task WaitAsync(IWorkQueues queues, IReindexing reindexing, WorkerProcess[] workers, int seed, CancellationToken cancellation)
    {
        while (true)
        {
            if ((await WaitAsync(queues, reindexing, workers, $"AZUL_SEED={seed}", cancellation)).Failed == 0)
                return;
            // What was in flight in ten deaths is suspicious and was given up; it is put back, as an operator would.
            await queues.RequeueAsync(WorkQueue.NotificationsFail, cancellation);
            await queues.RequeueAsync(WorkQueue.TalliesFail, cancellation);
            Assert.All(workers, w => Assert.False(w.HasExited, $"AZUL_SEED={seed}: a worker ended by itself:\n{w.Output}"));
        }
    }

    private static async Task<IndexingProgress> WaitAsync(IWorkQueues queues, IReindexing reindexing, WorkerProcess[] workers, string run, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(LongPatience);
        try
        {
            return await reindexing.WaitAsync(null, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            var left = await reindexing.GetProgressAsync(cancellation);
            var counts = (await queues.CountAsync(cancellation)).Select(c => $"{c.Key.Name()}: {c.Value}");
            var outputs = workers.Select((w, i) => $"Worker {i}{(w.HasExited ? ", which has ended" : "")}:\n{w.Output}");
            Assert.Fail($"{run}: after {LongPatience} there is still work left: {left}\n{string.Join('\n', [.. counts, .. outputs])}");
            throw;
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition, WorkerProcess worker)
    {
        using var timeout = Patience.Begin(Cancellation);
        while (!await condition())
        {
            Assert.False(worker.HasExited, worker.Output);
            await Task.Delay(20, timeout.Token);
        }
    }
}
