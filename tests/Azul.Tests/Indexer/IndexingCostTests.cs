using Azul.Indexer;
using Azul.Indexer.Aggregating;
using Azul.Indexer.Contributing;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Indexer.Work;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Search.Documents;
using Azul.Search.Embedded;
using Azul.Tests.Hca;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Azul.Tests.Indexer;

/// <summary>What indexing costs, in what can be counted: gains that could be lost without anything else going wrong.</summary>
public sealed class IndexingCostTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_of_tallies_is_one_read_of_contributions()
    {
        using var folder = new TemporaryFolder();
        var (options, time, store) = (new IndexerOptions(), TimeProvider.System, new MemoryStore());
        await using var queues = new SqliteWorkQueues(folder.Path, options.Queues, time, options.PollInterval);
        var catalogs = new CatalogList([new("toys", "toys", false, new ToyPlugin(), new FaultyRepository(), "toy", [])]);
        var hot = new HotEntities(options, new(time), time);
        await using var worker = new AggregationWorker(
            catalogs,
            new(catalogs, new(store, time), store, new(new OneGeneration()), hot, new(options), options, time),
            queues,
            hot,
            new(),
            new(options, time),
            options,
            time,
            NullLogger<AggregationWorker>.Instance);
        var books = Enumerable.Range(0, 300).Select(i => new EntityReference(ToyPlugin.Books, ToyBundles.Id(3, i))).ToArray();
        await store.WriteContributionsAsync("toys", [.. books.Select(ToyBundles.ContributionTo)], Cancellation);
        await queues.SendAsync(WorkQueue.Tallies, [.. books.Select(b => MessageFormat.Outgoing(new Tally("toys", b, 1)))], Cancellation);

        var messages = await queues.ReceiveAsync(WorkQueue.Tallies, books.Length, TimeSpan.Zero, Cancellation);
        await using (var batch = new MessageBatch(queues, WorkQueue.Tallies, messages, options, time, NullLogger.Instance))
            await worker.WorkAsync(batch, Cancellation, Cancellation);
        Assert.Equal(books.Length, store.Aggregates.Count);
        Assert.Equal(1, store.Reads);
    }

    [Fact]
    public void Contributions_are_read_with_a_statement_that_is_planned_once()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "1.db");
        using var connection = new CatalogConnection(path, new());
        connection.Open();
        StoreFormat.Prepare(connection, path);
        var before = connection.TimesPreparedAgain;
        for (var i = 0; i < 10; i++)
            ContributionTable.ReadNext(connection, new(ToyPlugin.Books, ToyBundles.Id(3, i)), null, limit: i + 1);
        Assert.Equal(before, connection.TimesPreparedAgain);
    }

    [Fact]
    public void A_bundle_allocates_little_from_its_metadata_to_its_aggregates()
    {
        var plugin = new HcaPlugin();
        var bundle = HcaBundleBuilder.Typical().Build();
        var notification = new BundleNotification("hca", bundle.Id, false);
        // The first ones make what is kept from then on, and what is compiled to be thrown away.
        for (var i = 0; i < 50; i++)
            Index();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 10; i++)
            Index();
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / 10;
        Assert.InRange(allocated, 1, MaxAllocated);

        void Index()
        {
            var transformation = plugin.Transform(bundle);
            var shared = new SharedContents();
            foreach (var contribution in BundlePreparation.Contributions(transformation, notification))
            {
                var aggregation = new EntityAggregation(plugin, contribution.Entity, shared);
                aggregation.Add(contribution);
                AggregateDocument.Of(plugin, aggregation.Finish()!, shared.Writer);
            }
            BundlePreparation.Replicas(transformation, notification, enabled: true);
        }
    }

    // About a third more than it was when this was written.
    private const long MaxAllocated = 750_000;
}
