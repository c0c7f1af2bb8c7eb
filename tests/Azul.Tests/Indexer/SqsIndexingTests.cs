using Azul.Indexer;
using Azul.Indexer.Hosting;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Indexer.Reindexing;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Azul.Tests.Indexer;

public sealed class SqsIndexingTests(ElasticMq server) : IClassFixture<ElasticMq>, IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly SqsOptions options = new() { Prefix = "t" + Guid.NewGuid().ToString("n")[..12] };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_workers_make_the_same_aggregates_through_SQS_as_one_does_embedded()
    {
        await server.StartAsync();
        var area = Path.Combine(folder.Path, "area");
        await GeneratedCatalog.GenerateAsync(area, 60, Cancellation);
        var (embedded, distributed) = (Subfolder("embedded"), Subfolder("distributed"));
        await GeneratedCatalog.IndexAsync(GeneratedCatalog.Configure(embedded, area), Cancellation);

        var configuration = GeneratedCatalog.Configure(distributed, area, new() { ["Indexer"] = new { ContributionBatch = 10, AggregationBatch = 30 } });
        await using (var workers = await StartAsync(configuration, 3))
        {
            await workers[0].Services.GetRequiredService<IReindexing>().EnqueueAsync(new(), Cancellation);
            await WaitAsync(workers[0].Services.GetRequiredService<IWorkQueues>());
        }
        Assert.Equal(GeneratedCatalog.AggregatesIn(embedded), GeneratedCatalog.AggregatesIn(distributed));
    }

    [Fact]
    public async Task A_worker_waits_for_a_server_that_is_away_and_goes_on_when_it_is_back()
    {
        await using var ownServer = new ElasticMq();
        var persist = Subfolder("elasticmq");
        await ownServer.StartAsync(persist);
        var repository = new FaultyRepository();
        var bundles = Enumerable.Range(0, 30).Select(i => ToyBundles.Of(ToyBundles.Id(1, i), ToyBundles.Version(1), ToyBundles.Id(2, i % 2), ToyBundles.Id(3, i))).ToArray();
        repository.Add(bundles);
        var queues = new SqsWorkQueues(ownServer.CreateClient(), options, Settings());
        await queues.CreateAsync(Cancellation);
        await using var indexer = await IndexerHost.StartAsync(
            folder.Path, repository, new() { ["Indexer:OutagePause"] = "00:00:00.1" }, services => services.AddSingleton<IWorkQueues>(queues));
        await indexer.AddAsync(bundles.Take(10).Select(b => b.Id));
        await WaitAsync(queues);

        await ownServer.StopAsync();
        await Assert.ThrowsAsync<QueueException>(() => indexer.AddAsync(bundles[10].Id));
        await ownServer.StartAsync(persist);
        await indexer.AddAsync(bundles.Skip(10).Select(b => b.Id));
        await WaitAsync(queues);
        Assert.Equal(32, (await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation)).Aggregates);
    }

    public void Dispose() => folder.Dispose();

    private static IReadOnlyDictionary<WorkQueue, QueueSettings> Settings()
    {
        var settings = new IndexerOptions().Queues;
        foreach (var queue in settings.Values)
            queue.Visibility = TimeSpan.FromSeconds(10);
        return settings;
    }

    private string Subfolder(string name) => Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;

    private async Task<Hosts> StartAsync(string configuration, int count)
    {
        var hosts = new Hosts();
        for (var i = 0; i < count; i++)
        {
            var builder = Host.CreateEmptyApplicationBuilder(new() { ContentRootPath = Path.GetDirectoryName(configuration) });
            builder.Configuration.AddJsonFile(configuration);
            builder.AddCatalogsAndIndex();
            var queues = new SqsWorkQueues(server.CreateClient(), options, Settings());
            await queues.CreateAsync(Cancellation);
            builder.Services.AddSingleton<IWorkQueues>(queues);
            builder.Services.AddIndexer(builder.Configuration.GetSection(AzulConfiguration.Section));
            hosts.Add(builder.Build());
            await hosts[^1].StartAsync(Cancellation);
        }
        return hosts;
    }

    // ElasticMQ counts exactly, unlike SQS, so one look at empty queues is enough.
    private static async Task WaitAsync(IWorkQueues queues)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        timeout.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            var counts = await queues.CountAsync(timeout.Token);
            if (WorkQueueNames.All.All(q => counts[q].Total == 0))
            {
                // A message on its way from one queue to another is in both for a moment, never in neither; but the queues are counted one after the other.
                counts = await queues.CountAsync(timeout.Token);
                if (WorkQueueNames.All.All(q => counts[q].Total == 0))
                    return;
            }
            Assert.Equal(0, counts[WorkQueue.NotificationsFail].Total + counts[WorkQueue.TalliesFail].Total);
            await Task.Delay(50, timeout.Token);
        }
    }

    private sealed class Hosts : List<IHost>, IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var host in this)
            {
                await host.StopAsync(CancellationToken.None);
                host.Dispose();
            }
        }
    }
}
