namespace Azul.Indexer.Queues;

/// <summary>The settings of one queue (<c>spec/indexer.md</c> §1.4).</summary>
public sealed class QueueSettings
{
    /// <summary>How long a received message is invisible to others, unless that is prolonged.</summary>
    public TimeSpan Visibility { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a message that was sent is invisible at first.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How often a message is delivered before it goes to the queue for the next try.</summary>
    public int MaxReceives { get; set; } = 1;

    /// <summary>How long a message is kept, where the queue forgets messages at all. Only used when queues are created.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
