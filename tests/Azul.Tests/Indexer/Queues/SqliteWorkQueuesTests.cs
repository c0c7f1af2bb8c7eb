using Azul.Indexer.Queues;
using Azul.Indexer.Queues.Sqlite;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Queues;

public sealed class SqliteWorkQueuesTests : WorkQueueContract, IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteWorkQueues> opened = [];

    private static Dictionary<WorkQueue, QueueSettings> Settings =>
        WorkQueueNames.All.ToDictionary(q => q, _ => new QueueSettings { Visibility = TimeSpan.FromMinutes(1), MaxReceives = 9 });

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_process_held_is_released_when_it_has_died()
    {
        var (here, other) = (await OpenAsync(Settings), (SqliteWorkQueues)await OpenAsync(Settings));
        await here.SendAsync(WorkQueue.Tallies, [new("a", "x")], Cancellation);
        Assert.Single(await other.ReceiveAsync(WorkQueue.Tallies, 1, TimeSpan.Zero, Cancellation));

        await here.ReleaseOrphansAsync(Cancellation);
        Assert.Empty(await here.ReceiveAsync(WorkQueue.Tallies, 1, TimeSpan.Zero, Cancellation));

        await other.DisposeAsync();
        await here.ReleaseOrphansAsync(Cancellation);
        Assert.Equal(2, Assert.Single(await here.ReceiveAsync(WorkQueue.Tallies, 1, TimeSpan.Zero, Cancellation)).ReceiveCount);
    }

    [Fact]
    public async Task A_file_of_another_format_is_refused()
    {
        var settings = Settings;
        await OpenAsync(settings);
        await opened[0].DisposeAsync();
        using (var connection = QueueDatabase.Open(Path.Combine(folder.Path, QueueDatabase.FileName)))
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version=99";
            command.ExecuteNonQuery();
        }
        var error = await Assert.ThrowsAsync<QueueException>(() => OpenAsync(settings));
        Assert.Equal("QUEUE_FORMAT", error.Code);
        Assert.Contains("format 99", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, QueueDatabase.FileName), new string('x', 5000), Cancellation);
        var error = await Assert.ThrowsAsync<QueueException>(() => OpenAsync(Settings));
        Assert.Equal("QUEUE_FORMAT", error.Code);
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_that_loses_nothing_and_passes()
    {
        var settings = Settings;
        var full = new SqliteWorkQueues(folder.Path, settings, TimeProvider.System, TimeSpan.FromMilliseconds(10)) { Pragmas = "PRAGMA max_page_count=60" };
        opened.Add(full);
        var acknowledged = 0;
        var error = await Assert.ThrowsAsync<QueueException>(async () =>
        {
            while (true)
            {
                await full.SendAsync(WorkQueue.Notifications, [new(new string('x', 3000))], Cancellation);
                acknowledged++;
            }
        });
        Assert.Equal("QUEUE_FULL", error.Code);
        Assert.InRange(acknowledged, 1, 60);

        var roomy = await OpenAsync(settings);
        Assert.Equal(acknowledged, (await roomy.CountAsync(Cancellation))[WorkQueue.Notifications].Queued);
        await roomy.SendAsync(WorkQueue.Notifications, [new(new string('x', 3000))], Cancellation);
    }

    [Fact]
    public async Task Sends_that_wait_at_the_same_time_are_all_or_nothing_each()
    {
        var queues = await OpenAsync(Settings);
        var sends = Enumerable.Range(0, 100).Select(i => queues.SendAsync(WorkQueue.Tallies, [new("a", "x"), new("b", i % 2 == 0 ? "y" : null)], Cancellation)).ToArray();
        await Task.WhenAll(sends).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(50, sends.Count(s => s.IsFaulted));
        Assert.Equal(100, (await queues.CountAsync(Cancellation))[WorkQueue.Tallies].Queued);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var queues in opened)
            await queues.DisposeAsync();
        folder.Dispose();
    }

    internal override async Task<IWorkQueues> OpenAsync(IReadOnlyDictionary<WorkQueue, QueueSettings> settings)
    {
        var queues = new SqliteWorkQueues(folder.Path, settings, TimeProvider.System, TimeSpan.FromMilliseconds(10));
        opened.Add(queues);
        await queues.OpenAsync(CancellationToken.None);
        return queues;
    }
}
