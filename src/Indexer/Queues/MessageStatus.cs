namespace Azul.Indexer.Queues;

public enum MessageStatus
{
    /// <summary>Done, and durable.</summary>
    Done,

    /// <summary>Nothing was done, for the delivery is over: the message is gone, or was received again since.</summary>
    Stale,

    /// <summary>Nothing was done; trying again may help.</summary>
    Failed,
}
