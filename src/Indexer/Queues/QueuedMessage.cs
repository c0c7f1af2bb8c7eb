namespace Azul.Indexer.Queues;

/// <summary>A message as it was received or browsed.</summary>
/// <param name="Queue">The queue that it is in.</param>
/// <param name="Id">Its id; a message keeps it when it is received again.</param>
/// <param name="Receipt">What identifies this delivery of it; empty for one that was browsed.</param>
/// <param name="Body">JSON, or whatever was sent.</param>
/// <param name="Group">Its group, for queues that have groups.</param>
/// <param name="ReceiveCount">How often it was received from this queue, this time included.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Reason">Why it failed last, if that is known.</param>
public record QueuedMessage(
    WorkQueue Queue, string Id, string Receipt, string Body, string? Group, int ReceiveCount, DateTimeOffset SentAt, string? Reason)
{
    /// <summary>Whether messages of other names are in its group too, which all wait while it is in flight.</summary>
    public bool SharesGroup { get; init; }
}
