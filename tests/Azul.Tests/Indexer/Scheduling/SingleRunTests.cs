using System.Threading.Channels;
using Azul.Indexer.Scheduling;
using Azul.Search;
using Azul.Search.Embedded;
using Azul.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer.Scheduling;

/// <summary>What is scheduled in several processes runs in one of them.</summary>
public sealed class SingleRunTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TemporaryFolder folder = new();
    private readonly WatchedTime time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly List<EmbeddedLeases> opened = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        opened.ForEach(l => l.Dispose());
        folder.Dispose();
    }

    [Fact]
    public async Task It_runs_once_an_interval_whichever_process_asks()
    {
        var (here, there) = (Process(), Process());
        Assert.True(await RunsAsync(here));
        Assert.False(await RunsAsync(here));
        Assert.False(await RunsAsync(there));
        time.Advance(Hour);
        Assert.True(await RunsAsync(there));
        Assert.False(await RunsAsync(here));
    }

    [Fact]
    public async Task Nobody_else_runs_it_however_long_it_takes()
    {
        var (here, there) = (Process(), Process());
        var end = new TaskCompletionSource();
        var running = here.TryAsync("work", Hour, _ => end.Task, Cancellation);
        for (var i = 0; i < 12; i++)
        {
            // It waits for its time again once it has prolonged the lease.
            await time.IsWaitedForAsync();
            time.Advance(TimeSpan.FromSeconds(10));
            Assert.False(await RunsAsync(there));
        }
        await time.IsWaitedForAsync();
        end.SetResult();
        Assert.True(await running);
        Assert.False(await RunsAsync(there));
        time.Advance(Hour);
        Assert.True(await RunsAsync(there));
    }

    [Fact]
    public async Task What_a_process_did_not_finish_another_one_does()
    {
        var (here, there) = (Process(), Process());
        await Assert.ThrowsAsync<IOException>(() => here.TryAsync("work", Hour, _ => throw new IOException("it is over"), Cancellation));
        Assert.True(await RunsAsync(there));
    }

    [Fact]
    public async Task What_a_process_was_at_when_it_died_another_one_does_soon()
    {
        var leases = Leases();
        Assert.True(await leases.TryTakeAsync("work", "dead", TimeSpan.FromSeconds(30), Cancellation));
        Assert.False(await RunsAsync(Process()));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.True(await RunsAsync(Process()));
    }

    [Fact]
    public async Task Who_has_lost_the_lease_stops()
    {
        var leases = new Lost(Leases());
        var run = new SingleRun(leases, time);
        var running = run.TryAsync("work", Hour, token => Task.Delay(Timeout.InfiniteTimeSpan, time, token), Cancellation);
        await time.IsWaitedForAsync();
        leases.IsLost = true;
        time.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WithPatience(Cancellation));
    }

    private static Task<bool> RunsAsync(SingleRun run) => run.TryAsync("work", Hour, _ => Task.CompletedTask, Cancellation);

    private SingleRun Process() => new(Leases(), time);

    private EmbeddedLeases Leases()
    {
        var leases = new EmbeddedLeases(new() { DataFolder = folder.Path }, time);
        opened.Add(leases);
        return leases;
    }

    /// <summary>A clock that tells when somebody has begun to wait for it.</summary>
    private sealed class WatchedTime(DateTimeOffset start) : FakeTimeProvider(start)
    {
        private readonly Channel<bool> waits = Channel.CreateUnbounded<bool>();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            waits.Writer.TryWrite(true);
            return timer;
        }

        public async Task IsWaitedForAsync() => await waits.Reader.ReadAsync(Cancellation).AsTask().WithPatience(Cancellation);
    }

    private sealed class Lost(ILeases inner) : ILeases
    {
        public bool IsLost { get; set; }

        public Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation) =>
            IsLost ? Task.FromResult(false) : inner.TryTakeAsync(name, holder, duration, cancellation);
    }
}
