using System.Text.Json.Nodes;
using Azul.Indexer;
using Azul.Indexer.Aggregating;
using Azul.Indexer.Contributing;
using Azul.Indexer.Generations;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Indexer.Reconciling;
using Azul.Indexer.Work;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Search.Documents;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Search;
using Azul.Tests.Search.Embedded;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer.Reconciling;

/// <summary>
/// One history of a source, drawn from a seed: versions of bundles come, go and return; notifications of that are sent, lost, wrong or late; listings fail; and now and then the index is
/// reconciled. After the last reconciliation it must be what a fresh index of the source would be.
/// </summary>
internal sealed class SourceHistory
{
    private const string CatalogName = "toys";
    private const int Steps = 40;
    private const int Rounds = 2000;

    private readonly int seed;
    private readonly Random random;
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly ToyPlugin plugin = new();
    private readonly FaultyRepository repository = new();
    private readonly CatalogList catalogs;
    private readonly Bundle[] bundles;
    private readonly HashSet<Bundle> present = [];

    public SourceHistory(int seed)
    {
        this.seed = seed;
        random = new(seed);
        catalogs = new([new(CatalogName, "toys", false, plugin, repository, "toy", [])]);
        bundles = [.. Enumerable.Range(0, 4).SelectMany(uuid => Enumerable.Range(1, 3).Select(version => NewBundle(uuid, version)))];
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        await using var index = await EmbeddedIndex.OpenAsync(catalogs, new() { DataFolder = folder.Path }, time);
        var options = new IndexerOptions { Concurrency = 2, ReceiveWait = TimeSpan.Zero, RetryDelay = TimeSpan.FromMilliseconds(10) };
        await using var queues = new SqliteWorkQueues(folder.Path, options.Queues, time, TimeSpan.FromMilliseconds(10)) { Pragmas = "PRAGMA synchronous=OFF;" };
        await queues.OpenAsync(cancellation);
        await using var workers = new Workers(catalogs, index, queues, options, time);
        var reconciliation = new Reconciliation(index.Store, index.Generations, queues, time, NullLogger<Reconciliation>.Instance);
        for (var step = 0; step < Steps; step++)
        {
            time.Advance(TimeSpan.FromSeconds(1 + random.Next(5)));
            await StepAsync(queues, workers, reconciliation, cancellation);
        }
        await workers.DrainAsync(Rounds, cancellation);
        time.Advance(TimeSpan.FromSeconds(1));
        await reconciliation.RunAsync(catalogs.Default, cancellation);
        await workers.DrainAsync(Rounds, cancellation);
        time.Advance(TimeSpan.FromSeconds(1));
        var rest = Assert.Single(await reconciliation.RunAsync(catalogs.Default, cancellation));
        Assert.True(rest is { Added: 0, Removed: 0, Problem: null }, $"AZUL_SEED={seed}: after it was reconciled there still is {rest}");
        await CheckAsync(index, cancellation);
    }

    private async Task StepAsync(SqliteWorkQueues queues, Workers workers, Reconciliation reconciliation, CancellationToken cancellation)
    {
        var bundle = bundles[random.Next(bundles.Length)];
        switch (random.Next(10))
        {
            case 0 or 1 or 2:
                repository.Add(bundle);
                present.Add(bundle);
                await TellAsync(queues, bundle, deleted: false, lost: random.Next(2) == 0, cancellation);
                break;
            case 3 or 4:
                // Some are told before they are gone, others afterwards, when nothing can be fetched any more.
                var isLate = random.Next(2) == 0;
                if (!isLate)
                    await TellAsync(queues, bundle, deleted: true, lost: random.Next(2) == 0, cancellation);
                if (random.Next(2) == 0)
                    await workers.DrainAsync(random.Next(4), cancellation);
                repository.Remove(bundle.Id.Fqid);
                present.Remove(bundle);
                if (isLate)
                    await TellAsync(queues, bundle, deleted: true, lost: random.Next(2) == 0, cancellation);
                break;
            case 5:
                // Nobody says that what is told is true.
                await TellAsync(queues, bundle, deleted: random.Next(2) == 0, lost: false, cancellation);
                break;
            case 6 or 7:
                await workers.DrainAsync(random.Next(6), cancellation);
                break;
            default:
                repository.BeforeList = random.Next(4) == 0 ? () => throw new RepositoryException("SOURCE_UNREACHABLE", "nobody is at home") : () => { };
                await reconciliation.RunAsync(catalogs.Default, cancellation);
                repository.BeforeList = () => { };
                break;
        }
    }

    private static async Task TellAsync(SqliteWorkQueues queues, Bundle bundle, bool deleted, bool lost, CancellationToken cancellation)
    {
        if (!lost)
            await queues.SendAsync(WorkQueue.Notifications, [MessageFormat.Outgoing(new BundleNotification(CatalogName, bundle.Id, deleted))], cancellation);
    }

    private Bundle NewBundle(int uuid, int version)
    {
        var books = Enumerable.Range(0, 5).Where(_ => random.Next(2) == 0).Select(i => ToyBundles.Id(3, i)).ToArray();
        return ToyBundles.Of(ToyBundles.Id(1, uuid * 0x11000000), ToyBundles.Version(version), ToyBundles.Id(2, random.Next(2)), books);
    }

    private async Task CheckAsync(IndexUnderTest index, CancellationToken cancellation)
    {
        var newest = present.GroupBy(b => b.Id.Fqid.Uuid).Select(b => b.MaxBy(v => v.Id.Fqid.Version, StringComparer.Ordinal)!);
        var expected = newest.SelectMany(b => plugin.Transform(b).Contributions(BundlePartition.Root, deleted: false))
            .Select(c => StoredContribution.Of(c))
            .GroupBy(c => c.Entity)
            .ToDictionary(e => $"{e.Key}", e => Aggregate(e.Key, e));
        var actual = new Dictionary<string, string>();
        foreach (var type in new[] { ToyPlugin.Books, ToyPlugin.Libraries })
        {
            var result = (await index.Search.SearchAsync([new(CatalogName, type) { Hits = new(1000, []) }], cancellation))[0];
            foreach (var hit in result.Hits!.Hits)
                actual.Add($"{new EntityReference(type, hit.EntityId)}", Comparable(hit.Document));
        }
        foreach (var entity in expected.Keys.Union(actual.Keys))
            Assert.True(expected.GetValueOrDefault(entity) == actual.GetValueOrDefault(entity), $"AZUL_SEED={seed}: {entity} should be\n{expected.GetValueOrDefault(entity)}\nand is\n{actual.GetValueOrDefault(entity)}");
    }

    private string Aggregate(EntityReference entity, IEnumerable<StoredContribution> contributions)
    {
        var aggregation = new EntityAggregation(plugin, entity);
        foreach (var contribution in contributions.OrderBy(c => c.Bundle.Uuid, StringComparer.Ordinal))
            aggregation.Add(contribution);
        return Comparable(AggregateDocument.Of(plugin, aggregation.Finish()!).Native);
    }

    // Contributions that do not count are counted.
    private static string Comparable(ReadOnlyMemory<byte> document)
    {
        var json = JsonNode.Parse(document.Span)!.AsObject();
        json.Remove("num_contributions");
        return json.ToJsonString();
    }

    /// <summary>Workers that work when they are told to.</summary>
    private sealed class Workers : IAsyncDisposable
    {
        private readonly SqliteWorkQueues queues;
        private readonly IndexerOptions options;
        private readonly FakeTimeProvider time;
        private readonly ContributionWorker contribution;
        private readonly AggregationWorker aggregation;

        public Workers(CatalogList catalogs, IndexUnderTest index, SqliteWorkQueues queues, IndexerOptions options, FakeTimeProvider time)
        {
            (this.queues, this.options, this.time) = (queues, options, time);
            var generations = new CurrentGenerations(index.Generations);
            var limit = new WorkLimit(options);
            var pressure = new TallyPressure(options, time);
            var backlog = new NotificationBacklog(time);
            var hot = new HotEntities(options, backlog, time);
            contribution = new(catalogs, generations, new(index.Store, generations, queues, pressure), new(queues), queues, pressure, backlog, limit, options);
            aggregation = new(
                catalogs,
                new(catalogs, new(index.Store, time), index.Store, generations, hot, limit, options, time),
                queues,
                hot,
                new(),
                pressure,
                options,
                time,
                NullLogger<AggregationWorker>.Instance);
        }

        public ValueTask DisposeAsync() => aggregation.DisposeAsync();

        /// <summary>Works on what waits, for some rounds or until nothing does.</summary>
        public async Task DrainAsync(int rounds, CancellationToken cancellation)
        {
            for (var round = 0; round < rounds; round++)
            {
                foreach (var queue in WorkQueueNames.Worked)
                    await TurnAsync(queue, cancellation);
                time.Advance(TimeSpan.FromSeconds(1));
                var counts = await queues.CountAsync(cancellation);
                if (WorkQueueNames.Worked.All(q => counts[q].Total == 0))
                    return;
            }
        }

        private async Task TurnAsync(WorkQueue queue, CancellationToken cancellation)
        {
            IBatchWorker worker = queue.IsGrouped() ? aggregation : contribution;
            var messages = await queues.ReceiveAsync(queue, worker.BatchSize, TimeSpan.Zero, cancellation);
            if (messages.Count == 0)
                return;
            await using var batch = new MessageBatch(queues, queue, messages, options, time, NullLogger.Instance);
            await worker.WorkAsync(batch, CancellationToken.None, cancellation);
        }
    }
}
