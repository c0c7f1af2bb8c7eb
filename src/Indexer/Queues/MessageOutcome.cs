namespace Azul.Indexer.Queues;

/// <summary>How an operation went for one message of a batch.</summary>
/// <param name="Status">The outcome.</param>
/// <param name="Error">What went wrong, for <see cref="MessageStatus.Failed"/>.</param>
public readonly record struct MessageOutcome(MessageStatus Status, string? Error = null)
{
    public static MessageOutcome Done => new(MessageStatus.Done);

    public static MessageOutcome Stale => new(MessageStatus.Stale);
}
