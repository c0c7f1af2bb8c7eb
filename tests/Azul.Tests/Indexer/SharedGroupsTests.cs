using Azul.Indexer;
using Azul.Indexer.Aggregating;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqs;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer;

/// <summary>Entities that have to wait, among others in the same message group.</summary>
public sealed class SharedGroupsTests(ElasticMq server) : IClassFixture<ElasticMq>, IAsyncDisposable
{
    private static readonly Tally Hot = TallyOf(1);
    private static readonly Tally Other = TallyOf(2);
    private static readonly TimeSpan LongWork = TimeSpan.FromSeconds(10);

    private readonly IndexerOptions options = new();
    private readonly FakeTimeProvider time = new();
    private readonly MemoryStore store = new();
    private readonly WaitingEntities waiting = new();
    private SqsWorkQueues? queues;
    private AggregationWorker? worker;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_has_to_wait_goes_to_a_group_of_its_own_and_the_others_are_done()
    {
        await OpenAsync();
        await WorkAsync(Hot, Other);

        Assert.Equal([Other.Entity], store.Aggregates.Keys);
        var moved = Assert.Single(await queues!.ReceiveAsync(WorkQueue.Tallies, 10, TimeSpan.Zero, Cancellation));
        Assert.Equal((Hot, Hot.Group, false), (MessageFormat.ParseTally(moved.Body), moved.Group, moved.SharesGroup));
    }

    [Fact]
    public async Task Tallies_that_come_while_it_waits_are_added_up_and_it_is_aggregated_once()
    {
        await OpenAsync();
        await WorkAsync(Hot);
        await WorkAsync();
        await UntilItWaitsAsync();
        await WorkAsync(Hot, Other);
        await WorkAsync(Hot);
        Assert.Equal([Other.Entity], store.Aggregates.Keys);
        Assert.Equal(new QueueCounts(0, 1, 0), (await queues!.CountAsync(Cancellation))[WorkQueue.Tallies]);

        // The sum goes through the queue once more, together with what other processes have sent there.
        using var patience = Patience.Begin(Cancellation);
        while ((await queues.CountAsync(patience.Token))[WorkQueue.Tallies].Queued == 0)
            time.Advance(LongWork);
        var sum = Assert.Single(await queues.ReceiveAsync(WorkQueue.Tallies, 10, TimeSpan.Zero, Cancellation));
        Assert.Equal(Hot with { NumContributions = 3 }, MessageFormat.ParseTally(sum.Body));
        await WorkAsync([sum]);
        await worker!.DisposeAsync();
        Assert.Equal(2, store.Aggregates.Count);
        Assert.Equal(default, (await queues.CountAsync(Cancellation))[WorkQueue.Tallies]);
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever still waits does so no longer.
        time.Advance(TimeSpan.FromHours(1));
        if (worker is not null)
            await worker.DisposeAsync();
        queues?.Dispose();
    }

    private static Tally TallyOf(int book) => new("toys", new(ToyPlugin.Books, ToyBundles.Id(3, book)), 1);

    private async Task OpenAsync()
    {
        await server.StartAsync();
        var sqs = new SqsOptions { Prefix = "t" + Guid.NewGuid().ToString("n")[..12], TallyGroups = 1 };
        queues = new(server.CreateClient(), sqs, options.Queues);
        await queues.CreateAsync(Cancellation);
        var hot = new HotEntities(options, new(time), time);
        hot.Note(Hot, LongWork, contributions: 100);
        var catalogs = new CatalogList([new("toys", "toys", false, new ToyPlugin(), new FaultyRepository(), "toy", [])]);
        worker = new(
            catalogs,
            new(catalogs, new(store, time), store, new(new OneGeneration()), hot, new(options), options, time),
            queues,
            hot,
            waiting,
            new(options, time),
            options,
            time,
            NullLogger<AggregationWorker>.Instance);
        await store.WriteContributionsAsync("toys", [.. new[] { Hot, Other }.Select(t => ToyBundles.ContributionTo(t.Entity))], Cancellation);
    }

    /// <summary>Sends tallies, and has the worker work on what is in the queue then.</summary>
    private async Task WorkAsync(params Tally[] tallies)
    {
        await queues!.SendAsync(WorkQueue.Tallies, [.. tallies.Select(MessageFormat.Outgoing)], Cancellation);
        await WorkAsync(await queues.ReceiveAsync(WorkQueue.Tallies, options.AggregationBatch, TimeSpan.Zero, Cancellation));
    }

    private async Task WorkAsync(IReadOnlyList<QueuedMessage> messages)
    {
        Assert.NotEmpty(messages);
        await using var batch = new MessageBatch(queues!, WorkQueue.Tallies, messages, options, time, NullLogger.Instance);
        await worker!.WorkAsync(batch, Cancellation, Cancellation);
    }

    private async Task UntilItWaitsAsync()
    {
        using var patience = Patience.Begin(Cancellation);
        while (!waiting.TryAdd(Hot with { NumContributions = 0 }))
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
