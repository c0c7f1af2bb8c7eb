using Azul.Indexer.Messages;

namespace Azul.Indexer.Aggregating;

/// <summary>
/// Remembers which entities are expensive to aggregate, and until when their next aggregation waits for more tallies. As that time is a multiple of what the last aggregation took, the work for
/// an entity is a fixed share of the time at most, and the number of aggregations grows with the logarithm of the number of its contributions. Safe for concurrent use.
/// </summary>
internal sealed class HotEntities(IndexerOptions options, TimeProvider time)
{
    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(20);
    private const int SweepAt = 1000;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Record> records = [];

    /// <summary>Notes how long an aggregation that has just ended took.</summary>
    public void Note(Tally tally, TimeSpan cost)
    {
        var wait = cost * options.HotFactor;
        if (wait > options.HotDelay)
            wait = cost > options.HotDelay ? cost : options.HotDelay;
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (wait < Negligible)
            {
                records.Remove(tally.Group);
                return;
            }
            records[tally.Group] = new(now + wait, now + wait + options.HotDelay + cost * 2);
            if (records.Count % SweepAt == 0)
                Sweep(now);
        }
    }

    /// <summary>Whether the entity took long enough, lately, to be aggregated apart from others.</summary>
    public bool IsHot(Tally tally)
    {
        lock (gate)
            return records.ContainsKey(tally.Group);
    }

    /// <summary>How long the entity's next aggregation has to wait.</summary>
    public TimeSpan WaitOf(Tally tally)
    {
        lock (gate)
        {
            var wait = records.TryGetValue(tally.Group, out var record) ? record.NotBefore - time.GetUtcNow() : TimeSpan.Zero;
            return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Whether tallies of the entity may still be put off to be merged with further ones. That must end, even if there never is a moment without new ones.
    /// </summary>
    public bool MayPutOff(Tally tally)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            if (!records.TryGetValue(tally.Group, out var record))
                records.Add(tally.Group, record = new(now, now + options.HotDelay));
            return now < record.AtLatest;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (group, record) in records)
        {
            if (record.AtLatest < now)
                records.Remove(group);
        }
    }

    private readonly record struct Record(DateTimeOffset NotBefore, DateTimeOffset AtLatest);
}
