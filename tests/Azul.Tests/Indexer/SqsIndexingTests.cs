using System.Text;
using Azul.Indexer;
using Azul.Indexer.Hosting;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Tests.Golden;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Search.Elasticsearch;
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
        var area = Path.Combine(folder.Path, "area");
        await GeneratedCatalog.GenerateAsync(area, 60, Cancellation);
        await server.StartAsync();
        var (embedded, distributed) = (Subfolder("embedded"), Subfolder("distributed"));
        await GeneratedCatalog.IndexAsync(GeneratedCatalog.Configure(embedded, area), Cancellation);
        await IndexAsync(settings => GeneratedCatalog.Configure(distributed, area, settings));
        Assert.Equal(GeneratedCatalog.AggregatesIn(embedded), GeneratedCatalog.AggregatesIn(distributed));
    }

    [Fact]
    public async Task Three_workers_make_the_golden_HCA_documents_through_SQS()
    {
        var actual = await IndexGoldenAsync("hca", "*.dss.json");

        // The documents of all bundles do not repeat those of files, which are in one bundle each but for two.
        var expected = HcaDocuments.ByEntity(GoldenBundle.Documents("all.test.json")["aggregates"]);
        foreach (var name in GoldenBundle.Names(".dss.json").Where(n => !n.StartsWith("aaa96233-", StringComparison.Ordinal)))
        {
            foreach (var (entity, document) in HcaDocuments.ByEntity(GoldenBundle.Documents(name)["aggregates"]).Where(d => d.Key.EntityType == "files"))
                expected.Add(entity, document);
        }
        var rest = actual.Keys.Except(expected.Keys).ToArray();
        Assert.Equal(2, rest.Length);
        foreach (var file in rest)
        {
            Assert.Equal(("files", 2), (file.EntityType, actual[file]["num_contributions"].AsLong));
            actual.Remove(file);
        }
        HcaDocuments.AssertSame(expected, actual, HcaDocuments.OfManyBundles);
    }

    [Fact]
    public async Task Three_workers_make_the_golden_AnVIL_documents_through_SQS() => HcaDocuments.AssertSame(
        HcaDocuments.ByEntity(GoldenBundle.Documents("all.anvil.json")["aggregates"]), await IndexGoldenAsync("anvil", "*.anvil.json"), HcaDocuments.OfManyBundles);

    private async Task<Dictionary<EntityReference, Entity>> IndexGoldenAsync(string metadata, string include)
    {
        await server.StartAsync();
        var catalog = new Dictionary<string, object>
        {
            ["Name"] = GeneratedCatalog.Name,
            ["Atlas"] = "hca",
            ["Metadata"] = metadata,
            ["Repository"] = "canned",
            ["Include"] = new[] { include },
            ["Folder"] = SharedFiles.Path("golden/bundles"),
            ["DrsHost"] = "mock_drs_domain.lan",
        };
        var data = Subfolder("golden");
        await IndexAsync(settings => GeneratedCatalog.Configure(data, catalog, settings));
        return GeneratedCatalog.AggregatesIn(data).ToDictionary(a => Reference(a.Key), a => ValueJson.Parse(Encoding.UTF8.GetBytes(a.Value)).AsEntity);

        static EntityReference Reference(string text) => text.Split('/') is [var type, var id] ? new(type, id) : throw new FormatException(text);
    }

    [Fact]
    public async Task Three_workers_with_nothing_in_common_but_SQS_and_Elasticsearch_make_the_same_aggregates()
    {
        await server.StartAsync();
        await ElasticsearchServer.Newest.StartAsync();
        var index = ElasticsearchServer.Newest.Options();
        try
        {
            var area = Path.Combine(folder.Path, "area");
            await GeneratedCatalog.GenerateAsync(area, 60, Cancellation);
            var embedded = Subfolder("embedded");
            await GeneratedCatalog.IndexAsync(GeneratedCatalog.Configure(embedded, area), Cancellation);

            var settings = new Dictionary<string, object>(ElasticsearchIndex.Settings(index)) { ["Indexer"] = new { ContributionBatch = 10, AggregationBatch = 30 } };
            await using (var workers = await StartAsync([.. Enumerable.Range(0, 3).Select(i => GeneratedCatalog.Configure(Subfolder($"worker {i}"), area, settings))]))
            {
                await workers[0].Services.GetRequiredService<IReindexing>().EnqueueAsync(new(), Cancellation);
                await WaitAsync(workers[0].Services.GetRequiredService<IWorkQueues>());
                await workers[0].Services.GetRequiredService<IWorkQueues>().SetEnabledAsync(false, Cancellation);
                Assert.False(await workers[2].Services.GetRequiredService<IWorkQueues>().IsEnabledAsync(Cancellation));
            }
            Assert.Equal(GeneratedCatalog.AggregatesIn(embedded), await ElasticsearchIndex.AggregatesAsync(index, GeneratedCatalog.Name));
        }
        finally
        {
            await ElasticsearchIndex.DeleteAsync(index);
        }
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

    [Fact]
    public async Task A_new_generation_is_filled_through_SQS_and_becomes_live_by_itself()
    {
        await server.StartAsync();
        var repository = new FaultyRepository();
        repository.Add(Enumerable.Range(0, 20).Select(Bundle));
        var queues = new SqsWorkQueues(server.CreateClient(), options, Settings());
        await queues.CreateAsync(Cancellation);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository, services: services => services.AddSingleton<IWorkQueues>(queues));
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await WaitAsync(queues);

        repository.Remove(Bundle(0).Id.Fqid);
        repository.Add(Bundle(77));
        await indexer.Reindexing.EnqueueAsync(new() { NewGeneration = true }, Cancellation);
        await indexer.AddAsync(Bundle(77).Id);
        using var limit = Patience.Begin(Cancellation);
        while ((await indexer.Generations.ListAsync(IndexerHost.CatalogName, limit.Token)).Any(g => g.IsBuilt))
            await Task.Delay(100, limit.Token);

        var generations = await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation);
        Assert.Equal([GenerationState.Retired, GenerationState.Live], generations.Select(g => g.State));
        Assert.Equal(0, await indexer.VersionAsync(ToyPlugin.Books, ToyBundles.Id(3, 0)));
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Books, ToyBundles.Id(3, 77)));
        Assert.Equal(40, (await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation)).Contributions);

        static Azul.Plugins.Repositories.Bundle Bundle(int i) => ToyBundles.Of(ToyBundles.Id(1, i), ToyBundles.Version(1), ToyBundles.Id(2, i % 2), ToyBundles.Id(3, i));
    }

    public void Dispose() => folder.Dispose();

    private async Task IndexAsync(Func<Dictionary<string, object>, string> configure)
    {
        var configuration = configure(new() { ["Indexer"] = new { ContributionBatch = 10, AggregationBatch = 30 } });
        await using var workers = await StartAsync(configuration, configuration, configuration);
        var services = workers[0].Services;
        var catalog = services.GetRequiredService<CatalogList>().Default;
        // All versions, of which a reindex would leave out those that are superseded.
        foreach (var source in await catalog.Repository.ListSourcesAsync(Cancellation))
            await services.GetRequiredService<IReindexing>().NotifyAsync(catalog, await catalog.Repository.ListBundlesAsync(source, "", Cancellation).ToArrayAsync(Cancellation), deleted: false, Cancellation);
        await WaitAsync(services.GetRequiredService<IWorkQueues>());
    }

    private static IReadOnlyDictionary<WorkQueue, QueueSettings> Settings()
    {
        var settings = new IndexerOptions().Queues;
        foreach (var queue in settings.Values)
            queue.Visibility = TimeSpan.FromSeconds(10);
        return settings;
    }

    private string Subfolder(string name) => Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;

    private async Task<Hosts> StartAsync(params string[] configurations)
    {
        var hosts = new Hosts();
        foreach (var configuration in configurations)
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
        using var timeout = Patience.Begin(Cancellation);
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
            // Each waits for what it has asked the queues for.
            await Task.WhenAll(this.Select(h => h.StopAsync(CancellationToken.None)));
            foreach (var host in this)
                host.Dispose();
        }
    }
}
