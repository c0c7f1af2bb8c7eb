namespace Azul.Indexer.Queues;

/// <summary>What is fixed about each queue: its name, where it stands among the others, and whether it keeps groups.</summary>
public static class WorkQueueNames
{
    /// <summary>All queues, in the order in which they are listed.</summary>
    public static IReadOnlyList<WorkQueue> All { get; } = Enum.GetValues<WorkQueue>();

    /// <summary>The queues that workers drain; indexing is done when all are empty.</summary>
    public static IReadOnlyList<WorkQueue> Worked { get; } = [.. All.Where(q => q.DeadLetter() is not null)];

    /// <summary>The name in configuration, commands and health: <c>notifications_retry</c>.</summary>
    public static string Name(this WorkQueue queue) => queue switch
    {
        WorkQueue.Notifications => "notifications",
        WorkQueue.NotificationsRetry => "notifications_retry",
        WorkQueue.NotificationsFail => "notifications_fail",
        WorkQueue.Tallies => "tallies",
        WorkQueue.TalliesRetry => "tallies_retry",
        WorkQueue.TalliesFail => "tallies_fail",
        _ => throw new ArgumentOutOfRangeException(nameof(queue)),
    };

    /// <summary>The queue of that name, or null.</summary>
    public static WorkQueue? Find(string name)
    {
        foreach (var queue in All)
        {
            if (queue.Name() == name)
                return queue;
        }
        return null;
    }

    /// <summary>Whether messages have a group, and those of one group are delivered in order and never while another of the group is in flight.</summary>
    public static bool IsGrouped(this WorkQueue queue) => queue is WorkQueue.Tallies or WorkQueue.TalliesRetry or WorkQueue.TalliesFail;

    /// <summary>Where messages go that were received too often; null for the queues of failed messages.</summary>
    public static WorkQueue? DeadLetter(this WorkQueue queue) => queue switch
    {
        WorkQueue.Notifications => WorkQueue.NotificationsRetry,
        WorkQueue.NotificationsRetry => WorkQueue.NotificationsFail,
        WorkQueue.Tallies => WorkQueue.TalliesRetry,
        WorkQueue.TalliesRetry => WorkQueue.TalliesFail,
        _ => null,
    };

    /// <summary>The queue of failed messages that belongs to the queue; a queue of failed messages is its own.</summary>
    public static WorkQueue Fail(this WorkQueue queue) => queue.IsGrouped() ? WorkQueue.TalliesFail : WorkQueue.NotificationsFail;

    /// <summary>The queue that failed messages are tried again from.</summary>
    public static WorkQueue Retry(this WorkQueue queue) => queue.IsGrouped() ? WorkQueue.TalliesRetry : WorkQueue.NotificationsRetry;
}
