using System.Text;
using Azul.Indexer;
using Azul.Indexer.Aggregating;
using Azul.Indexer.Contributing;
using Azul.Indexer.Generations;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Indexer.Work;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Search.Documents;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer.Histories;

/// <summary>
/// One history, drawn from a seed: additions and deletions of versions of bundles that share entities, told in any order and more than once, worked on by processes that die, are refused
/// writes, and lose messages. Whatever happens, the index must end up as the set of what was told says.
/// </summary>
internal sealed class History(int seed)
{
    private const string CatalogName = "toys";
    private const double CrashLikelihood = 0.01;
    private const double Refusals = 0.01;
    private const double Mishaps = 0.1;
    private const int MaxRounds = 5000;

    // In real time; hardly any turn takes so long.
    private static readonly TimeSpan LongTurn = TimeSpan.FromMilliseconds(250);

    private readonly Random random = new(seed);
    private readonly FakeTimeProvider time = new();
    private readonly MemoryStore store = new();
    private readonly FaultyRepository repository = new();
    private readonly ToyPlugin plugin = new();
    private readonly HashSet<(SourcedBundle Bundle, bool Deleted)> told = [];

    /// <summary>Lets the history happen. Fails the test with the seed where the index ends up wrong.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder();
        var options = new IndexerOptions
        {
            Concurrency = 2,
            ContributionBatch = 1 + random.Next(8),
            AggregationBatch = 1 + random.Next(8),
            ReceiveWait = TimeSpan.Zero,
            RetryDelay = TimeSpan.FromMilliseconds(10),
            WriteBytes = 1 << (8 + random.Next(12)),
        };
        await using var queues = new SqliteWorkQueues(folder.Path, options.Queues, time, TimeSpan.FromMilliseconds(10)) { Pragmas = "PRAGMA synchronous=OFF;" };
        await queues.OpenAsync(cancellation);
        var messages = Draw();
        var sent = 0;
        var workers = Enumerable.Range(0, 1 + random.Next(3)).Select(_ => NewWorker(queues, options)).ToArray();
        for (var round = 0; ; round++)
        {
            if (round == MaxRounds)
                Assert.Fail($"AZUL_SEED={seed}: the queues never get empty: {string.Join(", ", await queues.CountAsync(cancellation))}");
            if (sent < messages.Count)
            {
                var count = Math.Min(messages.Count - sent, random.Next(4));
                await queues.SendAsync(WorkQueue.Notifications, [.. messages.Skip(sent).Take(count)], cancellation);
                sent += count;
            }
            for (var i = 0; i < workers.Length; i++)
            {
                if (workers[i].Process.IsDead)
                    workers[i] = NewWorker(queues, options);
            }
            await WithTimePassingAsync(Task.WhenAll(workers.Select(w => Task.Run(() => TurnAsync(w, queues, options, cancellation), cancellation))));
            if (random.Next(3) == 0)
                time.Advance(TimeSpan.FromSeconds(random.Next(40)));
            if (sent < messages.Count || (await CountAsync(queues, WorkQueueNames.Worked, cancellation)) > 0)
                continue;
            // Whoever had too much bad luck was given up, and is put back by the operator.
            if (await queues.RequeueAsync(WorkQueue.NotificationsFail, cancellation) + await queues.RequeueAsync(WorkQueue.TalliesFail, cancellation) == 0)
                break;
        }
        Check();
    }

    // A turn may have to wait for entities that themselves wait for a later time.
    private async Task WithTimePassingAsync(Task turns)
    {
        while (await Task.WhenAny(turns, Task.Delay(LongTurn)) != turns)
            time.Advance(TimeSpan.FromSeconds(1));
        await turns;
    }

    private static async Task<long> CountAsync(SqliteWorkQueues queues, IEnumerable<WorkQueue> which, CancellationToken cancellation)
    {
        var counts = await queues.CountAsync(cancellation);
        return which.Sum(q => counts[q].Total);
    }

    private List<OutgoingMessage> Draw()
    {
        var bundles = new List<Bundle>();
        foreach (var uuid in Enumerable.Range(0, 1 + random.Next(5)))
        {
            foreach (var version in Enumerable.Range(1, 1 + random.Next(3)))
            {
                var books = Enumerable.Range(0, 6).Where(_ => random.Next(3) == 0).Select(i => ToyBundles.Id(3, i * 0x30000000 / 2)).ToArray();
                bundles.Add(ToyBundles.Of(ToyBundles.Id(1, uuid * 0x11000000), ToyBundles.Version(version), ToyBundles.Id(2, random.Next(2)), books));
            }
        }
        repository.Add(bundles);
        var messages = new List<OutgoingMessage>();
        foreach (var bundle in bundles)
        {
            foreach (var deleted in new[] { false, true })
            {
                if (random.Next(3) == 0)
                    continue;
                told.Add((bundle.Id, deleted));
                var message = new OutgoingMessage(MessageFormat.Serialize(new BundleNotification(CatalogName, bundle.Id, deleted)));
                messages.AddRange(Enumerable.Repeat(message, 1 + random.Next(2)));
            }
        }
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(messages));
        return messages;
    }

    private Worker NewWorker(IWorkQueues queues, IndexerOptions options)
    {
        var process = new CrashingProcess(random.Next(), CrashLikelihood);
        var catalogs = new CatalogList([new(CatalogName, "toys", false, plugin, repository, "toy", [])]);
        var (itsStore, itsQueues) = (new CrashingStore(store, process, Refusals), new CrashingQueues(queues, process, Mishaps));
        var generations = new CurrentGenerations(new OneGeneration());
        var limit = new WorkLimit(options);
        var pressure = new TallyPressure(options, time);
        var backlog = new NotificationBacklog(time);
        var hot = new HotEntities(options, backlog, time);
        return new(
            process,
            itsQueues,
            new ContributionWorker(catalogs, generations, new(itsStore, generations, itsQueues, pressure), new(itsQueues), itsQueues, pressure, backlog, limit, options),
            new AggregationWorker(
                catalogs, new(catalogs, new(itsStore, time), itsStore, generations, hot, limit, options, time), itsQueues, hot, new(), pressure, options, time, NullLogger<AggregationWorker>.Instance));
    }

    private async Task TurnAsync(Worker worker, IWorkQueues queues, IndexerOptions options, CancellationToken cancellation)
    {
        var queue = WorkQueueNames.Worked[worker.Process.Next(WorkQueueNames.Worked.Count)];
        IBatchWorker batchWorker = queue.IsGrouped() ? worker.Aggregation : worker.Contribution;
        try
        {
            var messages = await worker.Queues.ReceiveAsync(queue, batchWorker.BatchSize, TimeSpan.Zero, cancellation);
            if (messages.Count == 0)
                return;
            await using var batch = new MessageBatch(worker.Queues, queue, messages, options, time, NullLogger.Instance);
            await batchWorker.WorkAsync(batch, CancellationToken.None, cancellation);
        }
        catch (CrashException)
        {
            // What it held is still in flight, until its time is over.
        }
    }

    private void Check()
    {
        var contributions = new List<StoredContribution>();
        foreach (var (bundle, deleted) in told)
        {
            var transformation = plugin.Transform(repository.FetchAsync(bundle, default).GetAwaiter().GetResult());
            contributions.AddRange(transformation.Contributions(BundlePartition.Root, deleted).Select(c => StoredContribution.Of(c)));
        }
        Assert.Equal(contributions.Select(IdOf).Order(StringComparer.Ordinal), store.Contributions.Select(IdOf).Order(StringComparer.Ordinal));

        var expected = new Dictionary<EntityReference, string>();
        foreach (var ofEntity in contributions.GroupBy(c => c.Entity))
        {
            var aggregation = new EntityAggregation(plugin, ofEntity.Key);
            var ordered = ofEntity.OrderBy(c => c.Bundle.Uuid, StringComparer.Ordinal).ThenBy(c => c.Bundle.Version, StringComparer.Ordinal).ThenByDescending(c => c.Deleted);
            foreach (var contribution in ordered)
                aggregation.Add(contribution);
            if (aggregation.Finish() is { } aggregate)
                expected.Add(ofEntity.Key, Encoding.UTF8.GetString(AggregateDocument.Of(plugin, aggregate).Native.Span));
        }
        var actual = store.Aggregates;
        foreach (var entity in expected.Keys.Union(actual.Keys))
            Assert.True(expected.GetValueOrDefault(entity) == actual.GetValueOrDefault(entity), $"AZUL_SEED={seed}: {entity} should be\n{expected.GetValueOrDefault(entity)}\nand is\n{actual.GetValueOrDefault(entity)}");
    }

    private static string IdOf(StoredContribution contribution) => $"{contribution.Entity} {contribution.Bundle} {contribution.Deleted}";

    private sealed record Worker(CrashingProcess Process, IWorkQueues Queues, ContributionWorker Contribution, AggregationWorker Aggregation);
}
