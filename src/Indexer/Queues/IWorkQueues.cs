namespace Azul.Indexer.Queues;

/// <summary>
/// The queues that work waits in. Delivery is at least once: a message that was received becomes visible again unless it is deleted in time. What is acknowledged is durable. Methods
/// that take a batch take one of any size and say for each message, in order, how it went. Safe for concurrent use by any number of processes.
/// </summary>
/// <remarks>Every method throws a <see cref="QueueException"/> where the queues cannot be used at all.</remarks>
public interface IWorkQueues
{
    /// <summary>The most messages of one group that a receive returns. Where it returns as many, there may be more.</summary>
    int MaxReceivedOfGroup { get; }

    /// <summary>Whether <see cref="CountAsync(CancellationToken)"/> is exact and of one moment, not an approximation.</summary>
    bool HasExactCounts { get; }

    /// <summary>Makes the queues ready, or says clearly why they are not. Creates them only where nothing else can be meant.</summary>
    Task OpenAsync(CancellationToken cancellation);

    /// <summary>Creates the queues that do not exist, and says which. Those that do are left as they are.</summary>
    Task<IReadOnlyList<WorkQueue>> CreateAsync(CancellationToken cancellation);

    Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation);

    /// <summary>
    /// Receives messages that are visible and makes them invisible for the queue's time. Messages of a group come in order, and none while another of the group is in flight. A message that
    /// was received as often as the queue allows is not returned but goes to the next queue.
    /// </summary>
    /// <param name="queue">The queue.</param>
    /// <param name="max">The most messages to receive, but for those that travel together with one of them.</param>
    /// <param name="wait">How long to wait for a message if there is none.</param>
    /// <param name="cancellation">Ends the wait, within seconds. Nothing is taken any more once the task has ended, and what was is visible again.</param>
    Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation);

    Task<IReadOnlyList<MessageOutcome>> DeleteAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation);

    Task<IReadOnlyList<MessageOutcome>> ChangeVisibilityAsync(WorkQueue queue, IReadOnlyList<VisibilityChange> changes, CancellationToken cancellation);

    /// <summary>
    /// Moves received messages to another queue, with a reason. They start anew there: never received. Where that cannot be done at one stroke, a message is in both queues
    /// for a moment, and stays so after a crash; it is never in neither.
    /// </summary>
    Task<IReadOnlyList<MessageOutcome>> MoveAsync(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, CancellationToken cancellation);

    Task<IReadOnlyDictionary<WorkQueue, QueueCounts>> CountAsync(CancellationToken cancellation);

    /// <summary>How many messages with a tag each queue holds, exactly and all at one moment; null where that cannot be told.</summary>
    Task<IReadOnlyDictionary<WorkQueue, long>?> CountAsync(string tag, CancellationToken cancellation);

    /// <summary>How many messages of each queue were ever deleted, as far as is known: by all processes where they share that count, else by this one.</summary>
    Task<IReadOnlyDictionary<WorkQueue, long>> CountDeletedAsync(CancellationToken cancellation);

    /// <summary>Removes every message of a queue, those in flight included.</summary>
    Task PurgeAsync(WorkQueue queue, CancellationToken cancellation);

    /// <summary>
    /// The messages of a queue, without taking them. Where a queue cannot be read otherwise, those that are visible are received and released again, which counts as a receive.
    /// </summary>
    IAsyncEnumerable<QueuedMessage> BrowseAsync(WorkQueue queue, CancellationToken cancellation);

    /// <summary>Whether workers may take work. It is so until <see cref="SetEnabledAsync"/> says otherwise, and outlasts every process.</summary>
    Task<bool> IsEnabledAsync(CancellationToken cancellation);

    Task SetEnabledAsync(bool enabled, CancellationToken cancellation);

    /// <summary>Why messages cannot be queued or taken now, or null where they can. Never throws a <see cref="QueueException"/>.</summary>
    Task<string?> CheckAsync(CancellationToken cancellation);

    /// <summary>Makes what processes held that have died visible again, where that can be told before its time is over.</summary>
    Task ReleaseOrphansAsync(CancellationToken cancellation);
}
