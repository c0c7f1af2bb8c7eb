using Azul.Indexer.Messages;
using Azul.Indexer.Queues;

namespace Azul.Tests.Indexer.Histories;

/// <summary>
/// The queues as a process sees them that may die at any time: messages come in any order and more than once, sends are repeated, and deletes get lost.
/// </summary>
internal sealed class CrashingQueues(IWorkQueues inner, CrashingProcess process, double mishaps) : IWorkQueues
{
    public int MaxReceivedOfGroup { get; } = process.Draws(0.5) ? inner.MaxReceivedOfGroup : 3;

    public bool HasExactCounts => inner.HasExactCounts;

    public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public Task<IReadOnlyList<WorkQueue>> CreateAsync(CancellationToken cancellation) => inner.CreateAsync(cancellation);

    public Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) => process.StepAsync(async () =>
    {
        if (process.Draws(mishaps))
            await inner.SendAsync(queue, messages, cancellation);
        return await inner.SendAsync(queue, messages, cancellation);
    });

    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation) =>
        process.StepAsync(() => inner.ReceiveAsync(queue, 1 + process.Next(max), wait, cancellation));

    public Task<IReadOnlyList<MessageOutcome>> DeleteAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation) => process.StepAsync(async () =>
        process.Draws(mishaps)
            ? [.. messages.Select(_ => new MessageOutcome(MessageStatus.Failed, "lost"))]
            : await inner.DeleteAsync(queue, messages, cancellation));

    public Task<IReadOnlyList<MessageOutcome>> ChangeVisibilityAsync(WorkQueue queue, IReadOnlyList<VisibilityChange> changes, CancellationToken cancellation) =>
        process.StepAsync(() => inner.ChangeVisibilityAsync(queue, changes, cancellation));

    // Not at one stroke, as with Amazon SQS: the process may die in between.
    public async Task<IReadOnlyList<MessageOutcome>> MoveAsync(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, CancellationToken cancellation)
    {
        if (!process.Draws(0.5))
            return await process.StepAsync(() => inner.MoveAsync(from, to, moves, cancellation));
        await SendAsync(to, [.. moves.Select(m => new OutgoingMessage(m.Message.Body, m.Message.Group, MessageFormat.TagOf(m.Message.Body)))], cancellation);
        return await DeleteAsync(from, [.. moves.Select(m => m.Message)], cancellation);
    }

    public Task<IReadOnlyDictionary<WorkQueue, QueueCounts>> CountAsync(CancellationToken cancellation) => inner.CountAsync(cancellation);

    public Task<IReadOnlyDictionary<WorkQueue, long>?> CountAsync(string tag, CancellationToken cancellation) => inner.CountAsync(tag, cancellation);

    public Task<IReadOnlyDictionary<WorkQueue, long>> CountDeletedAsync(CancellationToken cancellation) => inner.CountDeletedAsync(cancellation);

    public Task PurgeAsync(WorkQueue queue, CancellationToken cancellation) => inner.PurgeAsync(queue, cancellation);

    public IAsyncEnumerable<QueuedMessage> BrowseAsync(WorkQueue queue, CancellationToken cancellation) => inner.BrowseAsync(queue, cancellation);

    public Task<bool> IsEnabledAsync(CancellationToken cancellation) => inner.IsEnabledAsync(cancellation);

    public Task SetEnabledAsync(bool enabled, CancellationToken cancellation) => inner.SetEnabledAsync(enabled, cancellation);

    public Task<string?> CheckAsync(CancellationToken cancellation) => inner.CheckAsync(cancellation);

    public Task ReleaseOrphansAsync(CancellationToken cancellation) => inner.ReleaseOrphansAsync(cancellation);
}
