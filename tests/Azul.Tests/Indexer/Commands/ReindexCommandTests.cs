using Azul.Indexer.Commands;
using Azul.Indexer.Queues;
using Azul.Tests.Indexer.Support;

namespace Azul.Tests.Indexer.Commands;

public sealed class ReindexCommandTests : IDisposable
{
    private readonly Operator user = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bundles_that_are_listed_here_are_indexed_by_a_worker_that_runs()
    {
        await user.GenerateAsync(12);
        using (var worker = await GeneratedCatalog.OpenAsync(user.Configuration, workers: true, Cancellation))
        {
            var done = (await user.RunAsync("reindex", "--local", "--json")).Succeeded().Json;
            Assert.Equal(12, done.GetProperty("queued").GetInt32());
            Assert.Equal(0, done.GetProperty("failed").GetInt32());
            var text = (await user.RunAsync("reindex", "--sources", "gen*", "nonsense")).Succeeded();
            Assert.Contains("Everything is indexed.", text.Output, StringComparison.Ordinal);
            Assert.Contains("Warning: no source matches 'nonsense'", text.Error, StringComparison.Ordinal);
            await worker.StopAsync(Cancellation);
        }
        Assert.NotEmpty(GeneratedCatalog.AggregatesIn(user.Folder));
        (await user.RunAsync("verify")).Succeeded();
    }

    [Fact]
    public async Task Sources_are_listed_in_as_many_parts_as_asked_for()
    {
        await user.GenerateAsync(3);
        (await user.RunAsync("reindex", "--partition-length", "1", "--no-wait")).Succeeded();
        Assert.Equal(16, (await user.CountAsync(WorkQueue.Notifications)).Total);
        (await user.RunAsync("reindex", "--partition-length", "2", "--prefix", "a", "--no-wait")).Succeeded();
        Assert.Equal(32, (await user.CountAsync(WorkQueue.Notifications)).Total);
        Assert.Equal(3, (await user.RunAsync("reindex", "--partition-length", "1", "--local", "--no-wait", "--json")).Succeeded().Json.GetProperty("queued").GetInt32());
    }

    [Theory]
    [InlineData("PARTITION_INVALID: the partition length 9 is not between 0 and 8", "--partition-length", "9")]
    [InlineData("PARTITION_INVALID: the partition length -1", "--partition-length", "-1")]
    [InlineData("PREFIX_INVALID: the prefix 'XY'", "--prefix", "XY", "--local")]
    [InlineData("SOURCES_NONE: no source matches 'genrated:*'", "--sources", "genrated:*", "--local")]
    [InlineData("CATALOG_UNKNOWN: there is no catalog 'genrated', only 'generated'", "--catalogs", "generated", "genrated")]
    public async Task What_cannot_be_meant_queues_nothing(string error, params string[] arguments)
    {
        await user.GenerateAsync(3);
        (await user.RunAsync(["reindex", .. arguments])).Failed(CommandLine.Wrong, error);
        Assert.Equal(0, (await user.CountAsync(WorkQueue.Notifications)).Total);
    }

    [Fact]
    public async Task Stopping_the_wait_leaves_the_work_and_says_how_to_go_on()
    {
        await user.GenerateAsync(3);
        await user.WithQueuesAsync(async queues =>
        {
            using var stop = new CancellationTokenSource();
            var waiting = user.RunAsync(["reindex"], null, stop.Token);
            Assert.Single(await queues.ReceiveAsync(WorkQueue.Notifications, 1, TimeSpan.FromSeconds(30), Cancellation));
            await stop.CancelAsync();
            (await waiting).Failed(CommandLine.Stopped, "Stopped. What is queued stays queued");
            Assert.Equal(1, (await queues.CountAsync(Cancellation))[WorkQueue.Notifications].Total);
            return 0;
        });
    }

    [Fact]
    public async Task Waiting_for_what_is_not_going_to_happen_says_so()
    {
        await user.GenerateAsync(3);
        (await user.RunAsync("disable")).Succeeded();
        await user.WithQueuesAsync(async queues =>
        {
            using var stop = new CancellationTokenSource();
            var waiting = user.RunAsync(["reindex"], null, stop.Token);
            while ((await queues.CountAsync(Cancellation))[WorkQueue.Notifications].Total == 0)
                await Task.Delay(20, Cancellation);
            stop.CancelAfter(TimeSpan.FromSeconds(1));
            (await waiting).Failed(CommandLine.Stopped, "Indexing is disabled: nothing is done until 'enable'.", "'purge' drops it");
            return 0;
        });
    }

    public void Dispose() => user.Dispose();
}
