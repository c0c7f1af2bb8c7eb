using Azul.Indexer;
using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Indexer.Work;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer;

/// <summary>How long a batch can be sure of its messages.</summary>
public sealed class MessageBatchTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly IndexerOptions options = new();
    private readonly SqliteWorkQueues queues;

    public MessageBatchTests() => queues = new(folder.Path, options.Queues, time, options.PollInterval);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TimeSpan Visibility => options.SettingsOf(WorkQueue.Tallies).Visibility;

    [Fact]
    public async Task Messages_that_are_prolonged_stay_held()
    {
        await using var batch = await ReceiveAsync();
        time.Advance(Visibility * 0.8);
        // It was overdue a moment ago, and is prolonged now.
        using var patience = Patience.Begin(Cancellation);
        while (!batch.IsHeld)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
        time.Advance(Visibility * 0.4);
        Assert.Empty(await queues.ReceiveAsync(WorkQueue.Tallies, 1, TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task Messages_that_cannot_be_prolonged_are_held_no_longer_before_others_see_them()
    {
        await using var batch = await ReceiveAsync();
        Assert.True(batch.IsHeld);
        await queues.PurgeAsync(WorkQueue.Tallies, Cancellation);
        time.Advance(Visibility * 0.5);
        time.Advance(Visibility * 0.3);
        Assert.False(batch.IsHeld);
    }

    [Fact]
    public async Task Messages_that_are_handed_on_are_held_as_long_as_they_were()
    {
        await using var batch = await ReceiveAsync();
        await queues.PurgeAsync(WorkQueue.Tallies, Cancellation);
        time.Advance(Visibility * 0.4);
        await using var detached = batch.Detach(batch.Messages);
        Assert.True(detached.IsHeld);
        time.Advance(Visibility * 0.4);
        Assert.False(detached.IsHeld);
    }

    public async ValueTask DisposeAsync()
    {
        await queues.DisposeAsync();
        folder.Dispose();
    }

    private async Task<MessageBatch> ReceiveAsync()
    {
        await queues.SendAsync(WorkQueue.Tallies, [new("{}", "x")], Cancellation);
        var messages = await queues.ReceiveAsync(WorkQueue.Tallies, 1, TimeSpan.Zero, Cancellation);
        Assert.Single(messages);
        return new(queues, WorkQueue.Tallies, messages, options, time, NullLogger.Instance);
    }
}
