using Azul.Indexer.Messages;
using Azul.Indexer.Work;

namespace Azul.Indexer.Aggregating;

/// <summary>
/// Remembers which entities are expensive to aggregate, and until when their next aggregation waits for more tallies. As that time is a multiple of what the last aggregation took, the work for
/// an entity is a fixed share of the time at most, and the number of aggregations grows with the logarithm of the number of its contributions. While there is a backlog of notifications, entities of
/// many contributions wait besides, each time several times as long as before. Safe for concurrent use.
/// </summary>
internal sealed class HotEntities(IndexerOptions options, NotificationBacklog backlog, TimeProvider time)
{
    private const int SweepAt = 1000;

    // To wait costs about as much as to combine so many contributions once more.
    private const int ManyContributions = 8;

    // The longer, the less is combined in vain: of n contributions about n / (factor - 1).
    private const int BacklogFactor = 4;

    private static readonly TimeSpan Negligible = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan FirstBacklogWait = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly Dictionary<string, Record> records = [];

    /// <summary>Notes how long an aggregation that has just ended took, and of how many contributions it was.</summary>
    public void Note(Tally tally, TimeSpan cost, long contributions)
    {
        var wait = cost * options.HotFactor;
        if (wait > options.HotDelay)
            wait = cost > options.HotDelay ? cost : options.HotDelay;
        var isExpensive = wait >= Negligible;
        if (!isExpensive)
            wait = TimeSpan.Zero;
        lock (gate)
        {
            var now = time.GetUtcNow();
            var backlogWait = contributions >= ManyContributions && backlog.IsThere ? NextBacklogWait(tally) : TimeSpan.Zero;
            if (!isExpensive && backlogWait == TimeSpan.Zero)
            {
                records.Remove(tally.Group);
                return;
            }
            records[tally.Group] = new(isExpensive, now + wait, now + wait + options.HotDelay + cost * 2, now + backlogWait, backlogWait);
            if (records.Count % SweepAt == 0)
                Sweep(now);
        }
    }

    /// <summary>Whether the entity took long enough, lately, to be aggregated apart from others.</summary>
    public bool IsHot(Tally tally)
    {
        lock (gate)
            return records.TryGetValue(tally.Group, out var record) && record.IsExpensive;
    }

    /// <summary>How long the entity's next aggregation has to wait, as it looks now. It is less once the backlog is gone.</summary>
    public TimeSpan WaitOf(Tally tally)
    {
        lock (gate)
        {
            if (!records.TryGetValue(tally.Group, out var record))
                return TimeSpan.Zero;
            var until = record.BacklogUntil > record.NotBefore && backlog.IsThere ? record.BacklogUntil : record.NotBefore;
            var wait = until - time.GetUtcNow();
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
                records.Add(tally.Group, record = new(true, now, now + options.HotDelay, now, TimeSpan.Zero));
            return now < record.AtLatest;
        }
    }

    private TimeSpan NextBacklogWait(Tally tally)
    {
        var next = records.TryGetValue(tally.Group, out var record) && record.BacklogWait > TimeSpan.Zero ? record.BacklogWait * BacklogFactor : FirstBacklogWait;
        return next < options.BacklogDelay ? next : options.BacklogDelay;
    }

    private void Sweep(DateTimeOffset now)
    {
        foreach (var (group, record) in records)
        {
            if (record.AtLatest < now && record.BacklogUntil < now)
                records.Remove(group);
        }
    }

    /// <param name="IsExpensive">Whether the last aggregation took long.</param>
    /// <param name="NotBefore">When the next one may begin.</param>
    /// <param name="AtLatest">Until when its tallies may be put off.</param>
    /// <param name="BacklogUntil">When the next one may begin if there still is a backlog.</param>
    /// <param name="BacklogWait">How long that is after the last one.</param>
    private readonly record struct Record(bool IsExpensive, DateTimeOffset NotBefore, DateTimeOffset AtLatest, DateTimeOffset BacklogUntil, TimeSpan BacklogWait);
}
