using Azul.Search;

namespace Azul.Indexer.Scheduling;

/// <summary>Runs what is to run once, whichever processes there are: under a lease that is kept up while it runs, and afterwards until it may run again. Safe for concurrent use.</summary>
internal sealed class SingleRun(ILeases leases, TimeProvider time)
{
    // A process that dies is missed for no longer than this.
    private static readonly TimeSpan Term = TimeSpan.FromSeconds(30);

    /// <summary>Runs work unless it runs already, or began less than the interval ago.</summary>
    /// <param name="name">The name of the lease.</param>
    /// <param name="interval">How long after its beginning it may run again, if it succeeds.</param>
    /// <param name="work">The work. It is cancelled should the lease be lost.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it ran.</returns>
    public async Task<bool> TryAsync(string name, TimeSpan interval, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        // A new holder each time, or the last run of this process would not keep the next one from it.
        var holder = Guid.NewGuid().ToString("n");
        var start = time.GetTimestamp();
        if (!await leases.TryTakeAsync(name, holder, Term, cancellation))
            return false;
        using var running = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var done = new CancellationTokenSource();
        var keeping = KeepAsync(name, holder, running, done.Token);
        var pause = TimeSpan.Zero;
        try
        {
            await work(running.Token);
            pause = interval - time.GetElapsedTime(start);
        }
        finally
        {
            await done.CancelAsync();
            if (await keeping)
                await leases.TryTakeAsync(name, holder, pause > TimeSpan.Zero ? pause : TimeSpan.Zero, CancellationToken.None);
        }
        return true;
    }

    private async Task<bool> KeepAsync(string name, string holder, CancellationTokenSource running, CancellationToken done)
    {
        while (true)
        {
            await Task.Delay(Term / 3, time, done).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (done.IsCancellationRequested)
                return true;
            if (await TryKeepAsync(name, holder))
                continue;
            await running.CancelAsync();
            return false;
        }
    }

    private async Task<bool> TryKeepAsync(string name, string holder)
    {
        try
        {
            return await leases.TryTakeAsync(name, holder, Term, CancellationToken.None);
        }
        catch (StoreException)
        {
            return false;
        }
    }
}
