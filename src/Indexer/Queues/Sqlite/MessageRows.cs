using System.Globalization;
using Azul.Search.Embedded;

namespace Azul.Indexer.Queues.Sqlite;

/// <summary>The operations on queues as statements within one transaction.</summary>
internal readonly struct MessageRows(Session session)
{
    private const int Page = 500;
    // SQLite cannot know that a group is small and a queue is not.
    private const string Grouped = "message INDEXED BY message_by_group";

    private const string Columns = "id, receipt, body, grp, receive_count, sent_at, reason";

    public IReadOnlyList<MessageOutcome> Send(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, long now, TimeSpan delay)
    {
        var visibleAt = now + (long)delay.TotalMilliseconds;
        var outcomes = new MessageOutcome[messages.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var message = messages[i];
            var group = queue.IsGrouped() ? message.Group ?? throw new ArgumentException($"Messages to {queue.Name()} need a group", nameof(messages)) : null;
            session.Execute(
                "INSERT INTO message (queue, grp, body, sent_at, visible_at, tag) VALUES (?1, ?2, ?3, ?4, ?5, ?6)", (int)queue, group, message.Body, now, visibleAt, message.Tag);
            if (group is not null)
                AddToGroup(queue, group, visibleAt);
            outcomes[i] = MessageOutcome.Done;
        }
        return outcomes;
    }

    /// <summary>When the next message can be received, as far as is known now.</summary>
    public long ReadyAt(WorkQueue queue) => (long?)session.Scalar(
        queue.IsGrouped()
            ? "SELECT min(ready_at) FROM message_group WHERE queue = ?1"
            : "SELECT min(visible_at) FROM message WHERE queue = ?1",
        (int)queue) ?? long.MaxValue;

    /// <summary>Receives messages, and says how many went to the next queue instead.</summary>
    public (IReadOnlyList<QueuedMessage> Messages, int Dead) Receive(WorkQueue queue, int max, long now, QueueSettings settings, string owner)
    {
        var until = now + (long)settings.Visibility.TotalMilliseconds;
        var received = new List<QueuedMessage>();
        var dead = 0;
        if (!queue.IsGrouped())
        {
            var visible = session.Query(
                $"SELECT {Columns} FROM message INDEXED BY message_by_visibility WHERE queue = ?1 AND visible_at <= ?2 ORDER BY visible_at, id LIMIT ?3", Row, (int)queue, now, max);
            dead = Take(queue, visible, received, now, until, settings, owner);
            return (received, dead);
        }
        var groups = session.Query(
            "SELECT grp FROM message_group WHERE queue = ?1 AND ready_at <= ?2 ORDER BY ready_at LIMIT ?3", r => r.GetString(0), (int)queue, now, max);
        foreach (var group in groups)
        {
            if (received.Count >= max)
                break;
            var visible = session.Query(
                $"SELECT {Columns} FROM {Grouped} WHERE queue = ?1 AND grp = ?2 AND visible_at <= ?3 ORDER BY id LIMIT ?4",
                Row, (int)queue, group, now, max - received.Count);
            var deadOfGroup = Take(queue, visible, received, now, until, settings, owner);
            dead += deadOfGroup;
            if (deadOfGroup == 0 && visible.Count > 0)
                session.Execute("UPDATE message_group SET ready_at = ?3 WHERE queue = ?1 AND grp = ?2", (int)queue, group, until);
            else
                Regroup(queue, group);
        }
        return (received, dead);
    }

    public IReadOnlyList<MessageOutcome> Delete(WorkQueue queue, IReadOnlyList<QueuedMessage> messages)
    {
        var (rows, groups) = (this, new HashSet<string>());
        var outcomes = ForEach(messages, m => m, (m, id, receipt) =>
            rows.Changed("DELETE FROM message WHERE id = ?1 AND queue = ?2 AND receipt = ?3", id, (int)queue, receipt), groups);
        Regroup(queue, groups);
        session.Execute(
            "INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = CAST(value AS INTEGER) + excluded.value",
            DeletedSetting(queue), outcomes.Count(o => o.Status == MessageStatus.Done).ToString(CultureInfo.InvariantCulture));
        return outcomes;
    }

    public IReadOnlyList<MessageOutcome> ChangeVisibility(WorkQueue queue, IReadOnlyList<VisibilityChange> changes, long now)
    {
        var (rows, groups) = (this, new HashSet<string>());
        // A message that is released has no owner any more, but its receipt stays good until it is received again.
        var outcomes = ForEach(changes, c => c.Message, (c, id, receipt) => rows.Changed(
            "UPDATE message SET visible_at = ?4, owner = CASE WHEN ?5 THEN NULL ELSE owner END WHERE id = ?1 AND queue = ?2 AND receipt = ?3",
            id, (int)queue, receipt, now + (long)c.Visibility.TotalMilliseconds, c.Visibility <= TimeSpan.Zero), groups);
        Regroup(queue, groups);
        return outcomes;
    }

    public IReadOnlyList<MessageOutcome> Move(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, long now)
    {
        if (from.IsGrouped() != to.IsGrouped())
            throw new ArgumentException($"Messages of {from.Name()} cannot go to {to.Name()}", nameof(to));
        var (rows, groups) = (this, new HashSet<string>());
        var outcomes = ForEach(moves, m => m.Message, (m, id, receipt) =>
            rows.Changed(
                """
                UPDATE message SET queue = ?4, visible_at = ?5, reason = coalesce(?6, reason), receipt = 0, owner = NULL, receive_count = 0
                WHERE id = ?1 AND queue = ?2 AND receipt = ?3
                """,
                id, (int)from, receipt, (int)to, now + (long)m.Delay.TotalMilliseconds, m.Reason), groups);
        Regroup(from, groups);
        Regroup(to, groups);
        return outcomes;
    }

    public IReadOnlyDictionary<WorkQueue, QueueCounts> Count(long now)
    {
        var counts = WorkQueueNames.All.ToDictionary(q => q, _ => default(QueueCounts));
        var states = session.Query(
            """
            SELECT queue, CASE WHEN visible_at <= ?1 THEN 0 WHEN owner IS NOT NULL THEN 1 ELSE 2 END AS state, count(*)
            FROM message INDEXED BY message_by_visibility GROUP BY queue, state
            """,
            r => (Queue: (WorkQueue)r.GetInt32(0), State: r.GetInt32(1), Count: r.GetInt64(2)), now);
        foreach (var (queue, state, count) in states)
            counts[queue] += new QueueCounts(state == 0 ? count : 0, state == 1 ? count : 0, state == 2 ? count : 0);
        return counts;
    }

    public IReadOnlyDictionary<WorkQueue, long> Count(string tag)
    {
        var counts = WorkQueueNames.All.ToDictionary(q => q, _ => 0L);
        var tagged = session.Query("SELECT queue, count(*) FROM message WHERE tag = ?1 GROUP BY queue", r => (Queue: (WorkQueue)r.GetInt32(0), Count: r.GetInt64(1)), tag);
        foreach (var (queue, count) in tagged)
            counts[queue] = count;
        return counts;
    }

    /// <summary>How many messages of each queue were deleted since the file was made, those not counted that were purged.</summary>
    public IReadOnlyDictionary<WorkQueue, long> CountDeleted()
    {
        var rows = this;
        return WorkQueueNames.All.ToDictionary(q => q, q => long.Parse(rows.Setting(DeletedSetting(q)) ?? "0", CultureInfo.InvariantCulture));
    }

    public int Purge(WorkQueue queue)
    {
        session.Execute("DELETE FROM message_group WHERE queue = ?1", (int)queue);
        return session.Execute("DELETE FROM message WHERE queue = ?1", (int)queue);
    }

    public List<QueuedMessage> Browse(WorkQueue queue, long after) => session.Query(
        $"SELECT {Columns} FROM message WHERE queue = ?1 AND id > ?2 ORDER BY id LIMIT ?3", r => Row(r) with { Queue = queue, Receipt = "" }, (int)queue, after, Page);

    public string? Setting(string name) => (string?)session.Scalar("SELECT value FROM setting WHERE name = ?1", name);

    public int Set(string name, string value) =>
        session.Execute("INSERT INTO setting (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value);

    /// <summary>The processes that hold messages.</summary>
    public List<string> Owners() => session.Query("SELECT DISTINCT owner FROM message WHERE owner IS NOT NULL", r => r.GetString(0));

    /// <summary>Makes what the processes held visible.</summary>
    public int Release(IReadOnlyList<string> owners, long now)
    {
        var released = 0;
        foreach (var owner in owners)
        {
            var groups = session.Query(
                "SELECT DISTINCT queue, grp FROM message WHERE owner = ?1 AND grp IS NOT NULL", r => ((WorkQueue)r.GetInt32(0), r.GetString(1)), owner);
            released += session.Execute("UPDATE message SET visible_at = min(visible_at, ?2), owner = NULL WHERE owner = ?1", owner, now);
            foreach (var (queue, group) in groups)
                Regroup(queue, group);
        }
        return released;
    }

    private int Take(
        WorkQueue queue, List<QueuedMessage> visible, List<QueuedMessage> received, long now, long until, QueueSettings settings, string owner)
    {
        var dead = 0;
        foreach (var row in visible)
        {
            var id = long.Parse(row.Id, CultureInfo.InvariantCulture);
            if (queue.DeadLetter() is { } next && row.ReceiveCount >= settings.MaxReceives)
            {
                session.Execute(
                    "UPDATE message SET queue = ?2, visible_at = ?3, reason = coalesce(reason, ?4), receipt = 0, owner = NULL, receive_count = 0 WHERE id = ?1",
                    id, (int)next, now, Died(row.ReceiveCount));
                if (row.Group is not null)
                    AddToGroup(next, row.Group, now);
                dead++;
                continue;
            }
            // Each delivery has a receipt of its own; a count would do, were it not that a move starts it anew.
            var receipt = BitConverter.ToInt64(Guid.NewGuid().ToByteArray());
            session.Execute(
                "UPDATE message SET receipt = ?2, receive_count = receive_count + 1, visible_at = ?3, owner = ?4 WHERE id = ?1", id, receipt, until, owner);
            received.Add(row with { Queue = queue, Receipt = receipt.ToString(CultureInfo.InvariantCulture), ReceiveCount = row.ReceiveCount + 1 });
        }
        return dead;
    }

    private static string DeletedSetting(WorkQueue queue) => $"deleted from {queue.Name()}";

    private static string Died(int receives) => $"RECEIVED_TOO_OFTEN: it was received {receives} times without an end: the worker died or took too long";

    private static MessageOutcome[] ForEach<T>(
        IReadOnlyList<T> items, Func<T, QueuedMessage> messageOf, Func<T, long, long, bool> apply, HashSet<string> groups)
    {
        var outcomes = new MessageOutcome[items.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            var message = messageOf(items[i]);
            var done = long.TryParse(message.Id, CultureInfo.InvariantCulture, out var id)
                && long.TryParse(message.Receipt, CultureInfo.InvariantCulture, out var receipt)
                && apply(items[i], id, receipt);
            outcomes[i] = done ? MessageOutcome.Done : MessageOutcome.Stale;
            if (done && message.Group is not null)
                groups.Add(message.Group);
        }
        return outcomes;
    }

    private bool Changed(string sql, params ReadOnlySpan<object?> parameters) => session.Execute(sql, parameters) > 0;

    // A group that is there already keeps its time: what comes first decides.
    private void AddToGroup(WorkQueue queue, string group, long readyAt) => session.Execute(
        "INSERT INTO message_group (queue, grp, ready_at) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING", (int)queue, group, readyAt);

    private void Regroup(WorkQueue queue, IEnumerable<string> groups)
    {
        foreach (var group in groups)
            Regroup(queue, group);
    }

    private void Regroup(WorkQueue queue, string group)
    {
        var readyAt = session.Scalar(
            $"""
            SELECT coalesce(
                (SELECT max(visible_at) FROM {Grouped} WHERE queue = ?1 AND grp = ?2 AND owner IS NOT NULL),
                (SELECT visible_at FROM {Grouped} WHERE queue = ?1 AND grp = ?2 ORDER BY id LIMIT 1))
            """,
            (int)queue, group);
        if (readyAt is null)
            session.Execute("DELETE FROM message_group WHERE queue = ?1 AND grp = ?2", (int)queue, group);
        else
            session.Execute(
                "INSERT INTO message_group (queue, grp, ready_at) VALUES (?1, ?2, ?3) ON CONFLICT (queue, grp) DO UPDATE SET ready_at = excluded.ready_at",
                (int)queue, group, readyAt);
    }

    private static QueuedMessage Row(SqliteStatement.Rows row) => new(
        default,
        row.GetInt64(0).ToString(CultureInfo.InvariantCulture),
        row.GetInt64(1).ToString(CultureInfo.InvariantCulture),
        row.GetString(2),
        row.IsNull(3) ? null : row.GetString(3),
        row.GetInt32(4),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(5)),
        row.IsNull(6) ? null : row.GetString(6));
}
