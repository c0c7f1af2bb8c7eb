using System.Text;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Elasticsearch;
using Azul.Search.Queries;
using Azul.Tests.Doubles;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Golden;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Indexer;

/// <summary>The indexer on Elasticsearch, undisturbed and otherwise.</summary>
public sealed class ElasticsearchIndexingTests : IDisposable
{
    private const int Bundles = 120;

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("hca", ".dss.json", "all.test.json")]
    [InlineData("anvil", ".anvil.json", "all.anvil.json")]
    public async Task The_golden_documents_are_reproduced_from_Elasticsearch(string metadata, string suffix, string documents)
    {
        var bundles = Subfolder("bundles");
        var names = GoldenBundle.Names(suffix);
        foreach (var name in names)
            File.Copy(SharedFiles.Path($"golden/bundles/{name}"), Path.Combine(bundles, name));
        await ElasticsearchServer.Newest.StartAsync();
        var options = ElasticsearchServer.Newest.Options();
        try
        {
            var replicas = await IndexAsync(ConfigureGolden(Subfolder("elasticsearch"), metadata, bundles, ElasticsearchIndex.Settings(options)), names);
            var actual = await ElasticsearchIndex.AggregatesAsync(options, GeneratedCatalog.Name);
            var expected = HcaDocuments.ByEntity(GoldenBundle.Documents(documents)["aggregates"]);
            var types = expected.Keys.Select(e => e.EntityType).ToHashSet();
            var found = actual.ToDictionary(a => EntityReference.Parse(a.Key), a => ValueJson.Parse(Encoding.UTF8.GetBytes(a.Value)).AsEntity);
            HcaDocuments.AssertSame(expected, found.Where(d => types.Contains(d.Key.EntityType)).ToDictionary(), HcaDocuments.OfManyBundles);
            Assert.Equal(GoldenReplicas(names), replicas);

            Assert.Equal(replicas, await IndexAsync(ConfigureGolden(Subfolder("embedded"), metadata, bundles, null), names));
            Assert.Equal(GeneratedCatalog.AggregatesIn(Path.Combine(folder.Path, "embedded")), actual);
        }
        finally
        {
            await ElasticsearchIndex.DeleteAsync(options);
        }
    }

    [Fact]
    public async Task A_server_that_is_killed_under_a_running_indexer_loses_nothing()
    {
        await using var server = ElasticsearchServer.OfOnesOwn();
        await server.StartAsync();
        await AssertSameAsync(server.Options(), server.Options(), async indexer =>
        {
            for (var kill = 0; kill < 2; kill++)
            {
                await UntilAsync(indexer, (kill + 1) * Bundles / 4);
                server.Kill();
                Assert.NotNull(await indexer.Store.CheckAsync(Cancellation));
                await server.StartAsync();
            }
        });
    }

    [Fact]
    public async Task A_server_that_is_overloaded_away_slow_or_breaks_off_loses_nothing()
    {
        await ElasticsearchServer.Newest.StartAsync();
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        var options = ElasticsearchServer.Newest.Options();
        try
        {
            await AssertSameAsync(options, options with { Nodes = [proxy.Address], RequestTimeout = TimeSpan.FromSeconds(2) }, indexer =>
            {
                foreach (var path in new[] { "_bulk", "_mget", "_search", "_refresh", "_doc" })
                {
                    proxy.Faults.Add(path, proxy.AnswerLost, times: 2, after: 3);
                    proxy.Faults.Add(path, Fault.Status(429), times: 3, after: 5);
                    proxy.Faults.Add(path, Fault.Status(503), times: 12, after: 7);
                    proxy.Faults.Add(path, proxy.AnswerHalved, times: 2, after: 9);
                    proxy.Faults.Add(path, Fault.Hang, times: 1, after: 11);
                }
                return Task.CompletedTask;
            });
            Assert.True(proxy.Requests.Count > 50);
        }
        finally
        {
            await ElasticsearchIndex.DeleteAsync(options);
        }
    }

    /// <summary>Indexes bundles while something disturbs it, and compares the outcome with that of a run on the embedded index that nothing disturbs.</summary>
    private async Task AssertSameAsync(ElasticsearchOptions read, ElasticsearchOptions write, Func<IndexerHost, Task> disturb)
    {
        var repository = new FaultyRepository();
        var bundles = Enumerable.Range(0, Bundles)
            .Select(i => ToyBundles.Of(ToyBundles.Id(1, i), ToyBundles.Version(1 + (i % 3)), ToyBundles.Id(2, i % 5), ToyBundles.Id(3, i % 40), ToyBundles.Id(3, i)))
            .ToArray();
        repository.Add(bundles);
        var settings = new Dictionary<string, string?> { ["Indexer:OutagePause"] = "00:00:00.2", ["Indexer:ContributionBatch"] = "5", ["Indexer:AggregationBatch"] = "20" };

        await using var calm = await IndexerHost.StartAsync(Subfolder("calm"), repository, settings);
        await calm.AddAsync(bundles.Select(b => b.Id));
        await calm.WaitAsync();
        var expected = await NativeAsync(calm);

        await using var stormy = await IndexerHost.StartAsync(Subfolder("stormy"), repository, settings, services => services.AddElasticsearchIndex(write with { Prefix = read.Prefix }));
        await stormy.AddAsync(bundles.Select(b => b.Id));
        await disturb(stormy);
        var end = await stormy.Reindexing.WaitAsync(null, Cancellation).WithPatience(Cancellation);

        Assert.Equal(0, end.Failed);
        var actual = await ElasticsearchIndex.AggregatesAsync(read, IndexerHost.CatalogName);
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, e => Assert.Equal(e.Value, actual[e.Key]));
        Assert.Equal(await calm.Store.CountAsync(IndexerHost.CatalogName, Cancellation), await stormy.Store.CountAsync(IndexerHost.CatalogName, Cancellation));
    }

    // The listing of a source has the latest version of each bundle only; the original was told of all. Returns the replicas with their hubs.
    private static async Task<SortedDictionary<string, string>> IndexAsync(string configuration, IReadOnlyList<string> names)
    {
        using var host = await GeneratedCatalog.OpenAsync(configuration, workers: true, Cancellation);
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        var catalog = host.Services.GetRequiredService<CatalogList>().Default;
        await reindexing.NotifyAsync(catalog, [.. names.Select(n => GoldenBundle.Load(n).Id)], false, Cancellation);
        Assert.Equal(0, (await reindexing.WaitAsync(null, Cancellation)).Failed);
        var replicas = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var replica in host.Services.GetRequiredService<IDocumentStore>().ReadReplicasAsync(catalog.Name, Cancellation))
            replicas.Add(replica.DocumentId, string.Join(' ', replica.HubIds.Order(StringComparer.Ordinal)));
        await host.StopAsync(Cancellation);
        return replicas;
    }

    // A replica of several bundles has the hubs of all of them.
    private static SortedDictionary<string, string> GoldenReplicas(IEnumerable<string> names) => new(
        names.SelectMany(n => GoldenBundle.Documents(n)["replicas"].AsList).Select(r => r.AsEntity).GroupBy(r => r["id"].AsString).ToDictionary(
            r => r.Key, r => string.Join(' ', r.SelectMany(one => one["hub_ids"].AsList).Select(h => h.AsString).Distinct().Order(StringComparer.Ordinal))),
        StringComparer.Ordinal);

    private static async Task<SortedDictionary<string, string>> NativeAsync(IndexerHost indexer)
    {
        var aggregates = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var type in indexer.Catalog.Metadata.Model.EntityTypes)
        {
            var query = new EntityQuery(IndexerHost.CatalogName, type.Name) { Hits = new(1000, []) { Form = HitForm.Native } };
            foreach (var hit in (await indexer.Search.SearchAsync([query], Cancellation))[0].Hits!.Hits)
                aggregates.Add($"{type.Name}/{hit.EntityId}", Encoding.UTF8.GetString(hit.Document.Span));
        }
        return aggregates;
    }

    private static async Task UntilAsync(IndexerHost indexer, int bundles)
    {
        using var timeout = Patience.Begin(Cancellation);
        while ((await indexer.Queues.CountAsync(timeout.Token))[WorkQueue.Notifications].Total > Bundles - bundles)
            await Task.Delay(10, timeout.Token);
    }

    private static string ConfigureGolden(string folder, string metadata, string bundles, Dictionary<string, object>? settings) => GeneratedCatalog.Configure(
        folder,
        new Dictionary<string, object>
        {
            ["Name"] = GeneratedCatalog.Name,
            ["Atlas"] = "hca",
            ["Metadata"] = metadata,
            ["Repository"] = "canned",
            ["Folder"] = bundles,
            ["DrsHost"] = "mock_drs_domain.lan",
        },
        settings);

    private string Subfolder(string name) => Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
}
