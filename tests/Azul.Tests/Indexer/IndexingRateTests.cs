using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Indexer.Reindexing;
using Azul.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer;

/// <summary>How fast work is done, for whoever looks now and then.</summary>
public sealed class IndexingRateTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new();
    private readonly SqliteWorkQueues queues;
    private readonly IndexingRate rate;

    public IndexingRateTests()
    {
        queues = new(folder.Path, WorkQueueNames.All.ToDictionary(q => q, _ => new QueueSettings()), time, TimeSpan.FromMilliseconds(10));
        rate = new(queues, time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_looks_for_the_first_time_sees_what_is_done_within_a_second_though_as_much_is_queued()
    {
        await SendAsync(10);
        var measuring = rate.MeasureAsync(Cancellation);
        await WorkAsync(5);
        await SendAsync(5);
        time.Advance(IndexingRate.Sample);

        var progress = await measuring;
        Assert.Equal((10, 5d, TimeSpan.FromSeconds(2)), (progress.Bundles, progress.BundlesPerSecond, progress.TimeLeft));
    }

    [Fact]
    public async Task Whoever_looks_again_within_a_minute_sees_what_was_done_since()
    {
        await SendAsync(100);
        await MeasureAsync();
        time.Advance(TimeSpan.FromSeconds(30));
        await WorkAsync(62);

        Assert.Equal(2, (await rate.MeasureAsync(Cancellation)).BundlesPerSecond);
    }

    [Fact]
    public async Task What_was_done_longer_ago_does_not_count()
    {
        await SendAsync(100);
        await MeasureAsync();
        await WorkAsync(62);
        time.Advance(TimeSpan.FromMinutes(2));

        var progress = await MeasureAsync();
        Assert.Equal((0, null), (progress.BundlesPerSecond, progress.TimeLeft));
    }

    public async ValueTask DisposeAsync()
    {
        await queues.DisposeAsync();
        folder.Dispose();
    }

    private Task<IndexingProgress> MeasureAsync()
    {
        var measuring = rate.MeasureAsync(Cancellation);
        time.Advance(IndexingRate.Sample);
        return measuring;
    }

    private async Task SendAsync(int count) =>
        await queues.SendAsync(WorkQueue.Notifications, [.. Enumerable.Repeat(new OutgoingMessage("a"), count)], Cancellation);

    private async Task WorkAsync(int count) =>
        await queues.DeleteAsync(WorkQueue.Notifications, await queues.ReceiveAsync(WorkQueue.Notifications, count, TimeSpan.Zero, Cancellation), Cancellation);
}
