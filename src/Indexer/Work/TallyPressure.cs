namespace Azul.Indexer.Work;

/// <summary>
/// Has contribution wait for aggregation where that lags behind, as far as this process can tell: queues with groups get slow when they are long. Safe for concurrent use.
/// </summary>
internal sealed class TallyPressure(IndexerOptions options, TimeProvider time)
{
    // What other processes take is not seen here, so nobody waits for ever. After that the next answer that is not full sets it right.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private long pending;
    private TaskCompletionSource eased = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Sent(int tallies)
    {
        lock (gate)
            pending += tallies;
    }

    /// <summary>Notes that tallies were received, and whether that was all there were.</summary>
    public void Received(int tallies, bool wasAll)
    {
        lock (gate)
        {
            pending = wasAll ? 0 : Math.Max(0, pending - tallies);
            if (pending > options.MaxPendingTallies)
                return;
            eased.TrySetResult();
            eased = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until fewer tallies than the limit are pending, but not for long.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        Task wait;
        lock (gate)
        {
            if (pending <= options.MaxPendingTallies)
                return;
            wait = eased.Task;
        }
        await Task.WhenAny(wait, Task.Delay(Patience, time, cancellation));
    }
}
