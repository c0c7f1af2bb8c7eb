namespace Azul.Indexer.Queues.Sqlite;

/// <summary>Wakes those in this process who wait for a message of a queue.</summary>
internal sealed class QueueSignals
{
    private readonly TaskCompletionSource[] signals = [.. WorkQueueNames.All.Select(_ => New())];

    /// <summary>A task that is done once something has happened in the queue after this call.</summary>
    public Task Next(WorkQueue queue) => Volatile.Read(ref signals[(int)queue]).Task;

    public void Raise(WorkQueue queue) => Interlocked.Exchange(ref signals[(int)queue], New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
