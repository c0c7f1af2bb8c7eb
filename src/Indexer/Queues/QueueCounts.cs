namespace Azul.Indexer.Queues;

/// <summary>How many messages a queue holds.</summary>
/// <param name="Queued">Those that can be received.</param>
/// <param name="Invisible">Those in flight.</param>
/// <param name="Delayed">Those whose delay is not over.</param>
public readonly record struct QueueCounts(long Queued, long Invisible, long Delayed)
{
    public long Total => Queued + Invisible + Delayed;

    public static QueueCounts operator +(QueueCounts left, QueueCounts right) => Add(left, right);

    public static QueueCounts Add(QueueCounts left, QueueCounts right) =>
        new(left.Queued + right.Queued, left.Invisible + right.Invisible, left.Delayed + right.Delayed);
}
