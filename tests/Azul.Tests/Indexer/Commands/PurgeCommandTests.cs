using Azul.Indexer.Commands;
using Azul.Indexer.Queues;

namespace Azul.Tests.Indexer.Commands;

public sealed class PurgeCommandTests : IDisposable
{
    private readonly Operator user = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task All_work_goes_and_the_switch_stays_where_it_was(bool enabled)
    {
        await user.WithQueuesAsync(async q =>
        {
            await q.SetEnabledAsync(enabled, Cancellation);
            return 0;
        });
        await user.SendAsync(WorkQueue.Notifications, new("a"), new("b"));
        await user.SendAsync(WorkQueue.TalliesRetry, new OutgoingMessage("c", "group"));
        await user.SendAsync(WorkQueue.NotificationsFail, new OutgoingMessage("d"));

        Assert.Equal(3, (await user.RunAsync("purge", "--json")).Succeeded().Json.GetProperty("removed").GetInt32());

        Assert.Equal(0, (await user.CountAsync(WorkQueue.Notifications)).Total);
        Assert.Equal(0, (await user.CountAsync(WorkQueue.TalliesRetry)).Total);
        Assert.Equal(1, (await user.CountAsync(WorkQueue.NotificationsFail)).Total);
        Assert.Equal(enabled, await user.WithQueuesAsync(q => q.IsEnabledAsync(Cancellation)));
        Assert.Contains("Removed 1 message from", (await user.RunAsync("purge", "--failed")).Succeeded().Output, StringComparison.Ordinal);
        Assert.Equal(0, (await user.CountAsync(WorkQueue.NotificationsFail)).Total);
    }

    [Fact]
    public async Task What_workers_have_begun_with_is_waited_for_and_stopping_the_wait_purges_nothing()
    {
        await user.SendAsync(WorkQueue.Notifications, new("a"), new("b"));
        await user.WithQueuesAsync(async worker =>
        {
            var message = Assert.Single(await worker.ReceiveAsync(WorkQueue.Notifications, 1, TimeSpan.Zero, Cancellation));
            using var stop = new CancellationTokenSource();
            await using var output = new WatchedWriter("Waiting for 1 message ");
            var stopped = user.RunAsync(["purge"], output, stop.Token);
            await output.Seen;
            Assert.False(await worker.IsEnabledAsync(Cancellation));
            await stop.CancelAsync();
            (await stopped).Failed(CommandLine.Stopped, "Stopped. The switch is where it was before");
            Assert.True(await worker.IsEnabledAsync(Cancellation));
            Assert.Equal(new QueueCounts(1, 1, 0), (await worker.CountAsync(Cancellation))[WorkQueue.Notifications]);

            await using var again = new WatchedWriter("Waiting for 1 message ");
            var purged = user.RunAsync(["purge"], again, Cancellation);
            await again.Seen;
            await worker.DeleteAsync(WorkQueue.Notifications, [message], Cancellation);
            (await purged).Succeeded();
            Assert.Equal(0, (await worker.CountAsync(Cancellation))[WorkQueue.Notifications].Total);
            return 0;
        });
    }

    public void Dispose() => user.Dispose();
}
