namespace Azul.Indexer.Work;

/// <summary>Tasks that go on beside the batches that they came from, so many at most. They deal with their errors themselves. Safe for concurrent use.</summary>
internal sealed class TasksApart(int most) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly HashSet<Task> running = [];

    /// <summary>Whether another one may be started.</summary>
    public bool HasRoom
    {
        get
        {
            lock (gate)
                return running.Count < most;
        }
    }

    /// <summary>Waits until another one may be started.</summary>
    public async Task RoomAsync(CancellationToken cancellation)
    {
        while (Running() is var tasks && tasks.Length >= most)
            await Task.WhenAny(tasks).WaitAsync(cancellation);
    }

    public void Start(Func<Task> work)
    {
        var task = Task.Run(work);
        lock (gate)
            running.Add(task);
        _ = task.ContinueWith(
            t =>
            {
                lock (gate)
                    running.Remove(t);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Waits for all that were started.</summary>
    public async ValueTask DisposeAsync() => await Task.WhenAll(Running());

    private Task[] Running()
    {
        lock (gate)
            return [.. running];
    }
}
