using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Azul.Indexer.Queues.Sqlite;

/// <summary>Queues in one SQLite file, shared by any number of processes on one machine.</summary>
internal sealed class SqliteWorkQueues : IWorkQueues, IAsyncDisposable
{
    private const string SwitchSetting = "indexing";
    private const string CheckSetting = "checked";
    private const string IdentitySetting = "identity";

    private readonly string folder;
    private readonly string path;
    private readonly IReadOnlyDictionary<WorkQueue, QueueSettings> settings;
    private readonly TimeProvider time;
    private readonly TimeSpan pollInterval;
    private readonly QueueSignals signals = new();
    private readonly SemaphoreSlim opening = new(1, 1);
    private readonly Lock reading = new();
    private volatile Opened? opened;

    /// <param name="folder">The data folder; it is made if it is missing.</param>
    /// <param name="settings">The settings of each queue.</param>
    /// <param name="time">The clock.</param>
    /// <param name="pollInterval">How often to look for what other processes have sent.</param>
    public SqliteWorkQueues(string folder, IReadOnlyDictionary<WorkQueue, QueueSettings> settings, TimeProvider time, TimeSpan pollInterval)
    {
        this.folder = folder;
        this.settings = settings;
        this.time = time;
        this.pollInterval = pollInterval;
        path = Path.Combine(folder, QueueDatabase.FileName);
    }

    public int MaxReceivedOfGroup => int.MaxValue;

    public bool HasExactCounts => true;

    /// <summary>Further pragmas for the connection that writes, for tests of what happens when there is no more room.</summary>
    internal string? Pragmas { get; init; }

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async Task OpenAsync(CancellationToken cancellation)
    {
        if (opened is not null)
            return;
        await opening.WaitAsync(cancellation);
        try
        {
            opened ??= Open();
        }
        finally
        {
            opening.Release();
        }
        await ReleaseOrphansAsync(cancellation);
    }

    public async Task<IReadOnlyList<WorkQueue>> CreateAsync(CancellationToken cancellation)
    {
        var existed = File.Exists(path);
        await OpenAsync(cancellation);
        return existed ? [] : WorkQueueNames.All;
    }

    public async Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return [];
        var delay = settings[queue].Delay;
        var outcomes = await WriteAsync(rows => rows.Send(queue, messages, Now, delay), cancellation);
        signals.Raise(queue);
        return outcomes;
    }

    public async Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        var deadline = Now + (long)wait.TotalMilliseconds;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var signal = signals.Next(queue);
            var readyAt = Read(rows => rows.ReadyAt(queue));
            var now = Now;
            if (readyAt <= now)
            {
                var (messages, dead) = await WriteAsync(rows => rows.Receive(queue, max, Now, settings[queue], opened!.Lease.Owner), cancellation);
                if (dead > 0)
                    signals.Raise(queue.DeadLetter()!.Value);
                if (messages.Count > 0)
                    return messages;
            }
            if (now >= deadline)
                return [];
            var pause = Math.Clamp(Math.Min(readyAt, deadline) - now, 1, (long)pollInterval.TotalMilliseconds);
            await Task.WhenAny(signal, Task.Delay(TimeSpan.FromMilliseconds(pause), time, cancellation));
        }
    }

    public async Task<IReadOnlyList<MessageOutcome>> DeleteAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0)
            return [];
        var outcomes = await WriteAsync(rows => rows.Delete(queue, messages), cancellation);
        if (queue.IsGrouped())
            signals.Raise(queue);
        return outcomes;
    }

    public async Task<IReadOnlyList<MessageOutcome>> ChangeVisibilityAsync(
        WorkQueue queue, IReadOnlyList<VisibilityChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0)
            return [];
        var outcomes = await WriteAsync(rows => rows.ChangeVisibility(queue, changes, Now), cancellation);
        signals.Raise(queue);
        return outcomes;
    }

    public async Task<IReadOnlyList<MessageOutcome>> MoveAsync(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, CancellationToken cancellation)
    {
        if (moves.Count == 0)
            return [];
        var outcomes = await WriteAsync(rows => rows.Move(from, to, moves, Now), cancellation);
        signals.Raise(from);
        signals.Raise(to);
        return outcomes;
    }

    public async Task<IReadOnlyDictionary<WorkQueue, QueueCounts>> CountAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return Read(rows => rows.Count(Now));
    }

    public async Task<IReadOnlyDictionary<WorkQueue, long>?> CountAsync(string tag, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return Read(rows => rows.Count(tag));
    }

    public async Task<IReadOnlyDictionary<WorkQueue, long>> CountDeletedAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return Read(rows => rows.CountDeleted());
    }

    public async Task PurgeAsync(WorkQueue queue, CancellationToken cancellation) =>
        await WriteAsync(rows => rows.Purge(queue), cancellation);

    public async IAsyncEnumerable<QueuedMessage> BrowseAsync(WorkQueue queue, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        var last = 0L;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = Read(rows => rows.Browse(queue, last));
            foreach (var message in page)
                yield return message;
            if (page.Count == 0)
                yield break;
            last = long.Parse(page[^1].Id, CultureInfo.InvariantCulture);
        }
    }

    public async Task<bool> IsEnabledAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return Read(rows => rows.Setting(SwitchSetting)) != "off";
    }

    public async Task SetEnabledAsync(bool enabled, CancellationToken cancellation) =>
        await WriteAsync(rows => rows.Set(SwitchSetting, enabled ? "on" : "off"), cancellation);

    public async Task<string?> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            var identity = await WriteAsync(
                rows => rows.Set(CheckSetting, $"{Now}") > 0 && rows.Setting(IdentitySetting) is { } known ? known : Identify(rows), cancellation);
            // Whoever deletes or replaces a file does not disturb those who have it open: they go on with what nobody else sees.
            using var anew = new Session(QueueDatabase.Open(path, mustExist: true));
            return new MessageRows(anew).Setting(IdentitySetting) == identity ? null : QueueDatabase.Gone(path).Message;
        }
        catch (QueueException e)
        {
            return e.Message;
        }
        catch (SqliteException e)
        {
            return QueueDatabase.Translate(e).Message;
        }
    }

    public async Task ReleaseOrphansAsync(CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        var dead = Read(rows => rows.Owners()).Where(o => o != opened!.Lease.Owner && ProcessLease.HasEnded(LeaseFolder, o)).ToArray();
        if (dead.Length == 0)
            return;
        await WriteAsync(rows => rows.Release(dead, Now), cancellation);
        foreach (var queue in WorkQueueNames.All)
            signals.Raise(queue);
    }

    public async ValueTask DisposeAsync()
    {
        if (opened is { } open)
        {
            opened = null;
            await open.Writer.DisposeAsync();
            lock (reading)
                open.Reader.Dispose();
            open.Lease.Dispose();
        }
        opening.Dispose();
    }

    private string LeaseFolder => Path.Combine(folder, "leases");

    private Opened Open()
    {
        try
        {
            Directory.CreateDirectory(folder);
            var writer = QueueDatabase.Open(path, pragmas: Pragmas);
            QueueDatabase.Prepare(writer, path);
            return new(new(writer, path), new(QueueDatabase.Open(path)), new(LeaseFolder, Guid.NewGuid().ToString("n")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new QueueException("QUEUE_UNAVAILABLE", $"The data folder {folder} cannot be used: {e.Message}", e);
        }
    }

    private static string Identify(MessageRows rows)
    {
        var identity = Guid.NewGuid().ToString("n");
        rows.Set(IdentitySetting, identity);
        return identity;
    }

    private async Task<T> WriteAsync<T>(Func<MessageRows, T> operation, CancellationToken cancellation)
    {
        await OpenAsync(cancellation);
        return await opened!.Writer.RunAsync(session => operation(new(session)), cancellation);
    }

    private T Read<T>(Func<MessageRows, T> query)
    {
        lock (reading)
        {
            try
            {
                return query(new((opened ?? throw new ObjectDisposedException(nameof(SqliteWorkQueues))).Reader));
            }
            catch (SqliteException e)
            {
                throw QueueDatabase.Translate(e);
            }
        }
    }

    private sealed record Opened(GroupCommit Writer, Session Reader, ProcessLease Lease);
}
