using Azul.Indexer.Queues;

namespace Azul.Indexer.Work;

/// <summary>
/// Messages that were received and not settled yet. As long as it lives, they stay invisible to others; what is unsettled at its end is put back. Safe for concurrent use.
/// </summary>
internal sealed class MessageBatch : IAsyncDisposable
{
    private readonly IWorkQueues queues;
    private readonly IndexerOptions options;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly Dictionary<string, QueuedMessage> unsettled;
    private readonly TimeSpan visibility;
    private readonly CancellationTokenSource ended = new();
    private readonly Task renewing;
    private long heldSince;

    /// <summary>A batch of messages that have just been received.</summary>
    public MessageBatch(IWorkQueues queues, WorkQueue queue, IReadOnlyList<QueuedMessage> messages, IndexerOptions options, TimeProvider time, ILogger logger)
        : this(queues, queue, messages, options, time, logger, time.GetTimestamp())
    {
    }

    private MessageBatch(
        IWorkQueues queues, WorkQueue queue, IReadOnlyList<QueuedMessage> messages, IndexerOptions options, TimeProvider time, ILogger logger, long heldSince)
    {
        this.queues = queues;
        this.options = options;
        this.time = time;
        this.logger = logger;
        this.heldSince = heldSince;
        Queue = queue;
        Messages = messages;
        visibility = options.SettingsOf(queue).Visibility;
        unsettled = messages.ToDictionary(m => m.Receipt);
        renewing = RenewAsync();
    }

    public WorkQueue Queue { get; }

    public IReadOnlyList<QueuedMessage> Messages { get; }

    /// <summary>Whether what is unsettled is certainly invisible to others, and will be for a while.</summary>
    // It is prolonged after half the time, so this is only false where that failed. The rest is for what the caller goes on to do.
    public bool IsHeld => time.GetElapsedTime(Interlocked.Read(ref heldSince)) < visibility * 0.75;

    /// <summary>The messages that are not settled yet.</summary>
    public IReadOnlyList<QueuedMessage> Unsettled
    {
        get
        {
            lock (unsettled)
                return [.. unsettled.Values];
        }
    }

    /// <summary>Makes some of the messages a batch of their own, which outlives this one.</summary>
    public MessageBatch Detach(IReadOnlyList<QueuedMessage> messages)
    {
        Settle(messages);
        return new(queues, Queue, messages, options, time, logger, Interlocked.Read(ref heldSince));
    }

    /// <summary>Deletes messages whose effect is durable.</summary>
    public async Task CompleteAsync(IReadOnlyList<QueuedMessage> messages)
    {
        Settle(messages);
        // Where this fails, the messages come again and are worked on again, to no effect.
        await TryAsync("deleted", messages, () => queues.DeleteAsync(Queue, messages, CancellationToken.None));
    }

    /// <summary>Has messages tried again later, or gives them up if they were tried often enough.</summary>
    public async Task FailAsync(IReadOnlyList<QueuedMessage> messages, string reason)
    {
        Settle(messages);
        var maxReceives = options.SettingsOf(Queue).MaxReceives;
        var again = messages.Where(m => m.ReceiveCount < maxReceives).ToArray();
        var onward = messages.Where(m => m.ReceiveCount >= maxReceives).ToArray();
        var next = Queue.DeadLetter()!.Value;
        foreach (var message in messages)
            logger.LogWarning("Attempt {Attempt} at a message of {Queue} failed: {Reason}", message.ReceiveCount, Queue.Name(), reason);
        await TryAsync("made visible later", again, () =>
            queues.ChangeVisibilityAsync(Queue, [.. again.Select(m => new VisibilityChange(m, options.RetryDelay * m.ReceiveCount))], CancellationToken.None));
        await TryAsync("moved", onward, () => queues.MoveAsync(
            Queue, next, [.. onward.Select(m => new MessageMove(m, reason, next == Queue.Fail() ? TimeSpan.Zero : options.RetryDelay))], CancellationToken.None));
    }

    /// <summary>Gives messages up that can never succeed.</summary>
    public async Task RejectAsync(IReadOnlyList<QueuedMessage> messages, string reason)
    {
        Settle(messages);
        logger.LogError("A message of {Queue} was rejected: {Reason}", Queue.Name(), reason);
        await TryAsync("moved", messages, () =>
            queues.MoveAsync(Queue, Queue.Fail(), [.. messages.Select(m => new MessageMove(m, reason))], CancellationToken.None));
    }

    /// <summary>Makes messages visible again after a while, as if they had not been received.</summary>
    public async Task PutBackAsync(IReadOnlyList<QueuedMessage> messages, TimeSpan delay = default)
    {
        Settle(messages);
        await TryAsync("put back", messages, () =>
            queues.MoveAsync(Queue, Queue, [.. messages.Select(m => new MessageMove(m, null, delay))], CancellationToken.None));
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await renewing;
        ended.Dispose();
        await PutBackAsync(Unsettled);
    }

    private void Settle(IReadOnlyList<QueuedMessage> messages)
    {
        lock (unsettled)
        {
            foreach (var message in messages)
                unsettled.Remove(message.Receipt);
        }
    }

    private async Task RenewAsync()
    {
        for (var wait = visibility / 2 - time.GetElapsedTime(heldSince); ; wait = visibility / 2)
        {
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (ended.IsCancellationRequested)
                return;
            var (held, now) = (Unsettled, time.GetTimestamp());
            if (await TryAsync("kept", held, () => queues.ChangeVisibilityAsync(Queue, [.. held.Select(m => new VisibilityChange(m, visibility))], CancellationToken.None)))
                Interlocked.Exchange(ref heldSince, now);
        }
    }

    /// <returns>Whether it went well for every message.</returns>
    private async Task<bool> TryAsync(string what, IReadOnlyCollection<QueuedMessage> messages, Func<Task<IReadOnlyList<MessageOutcome>>> operation)
    {
        if (messages.Count == 0)
            return true;
        try
        {
            var outcomes = await operation();
            foreach (var outcome in outcomes.Where(o => o.Status == MessageStatus.Failed))
                logger.LogWarning("A message of {Queue} could not be {What}, so it comes again: {Error}", Queue.Name(), what, outcome.Error);
            return outcomes.All(o => o.Status == MessageStatus.Done);
        }
        catch (QueueException e)
        {
            logger.LogWarning(e, "{Count} messages of {Queue} could not be {What}, so they come again", messages.Count, Queue.Name(), what);
            return false;
        }
    }
}
