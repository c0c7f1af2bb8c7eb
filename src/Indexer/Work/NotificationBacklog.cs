namespace Azul.Indexer.Work;

/// <summary>Whether more notifications wait than are taken at a time, as far as this process can tell. Safe for concurrent use.</summary>
internal sealed class NotificationBacklog(TimeProvider time)
{
    // Between two batches there is a moment in which nobody knows.
    private static readonly TimeSpan Lull = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private int fullBatches;
    private long? endedAt;

    public bool IsThere
    {
        get
        {
            lock (gate)
                return fullBatches > 0 || (endedAt is { } end && time.GetElapsedTime(end) < Lull);
        }
    }

    /// <summary>Notes that a batch is worked on that is as large as it may be, until the returned object is disposed of.</summary>
    public IDisposable Enter()
    {
        lock (gate)
            fullBatches++;
        return new FullBatch(this);
    }

    private void Leave()
    {
        lock (gate)
        {
            fullBatches--;
            endedAt = time.GetTimestamp();
        }
    }

    private sealed class FullBatch(NotificationBacklog backlog) : IDisposable
    {
        public void Dispose() => backlog.Leave();
    }
}
