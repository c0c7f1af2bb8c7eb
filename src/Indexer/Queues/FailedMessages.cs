namespace Azul.Indexer.Queues;

/// <summary>What can be done about failed messages.</summary>
public static class FailedMessages
{
    private const int AtOnce = 1000;

    /// <summary>Moves the messages that are in a queue of failed messages now to the queue that they are tried again from.</summary>
    /// <param name="queues">The queues.</param>
    /// <param name="fail">The queue of failed messages.</param>
    /// <param name="cancellation">Ends it. What was not moved by then is where it was.</param>
    /// <param name="report">Told how many were moved so far.</param>
    /// <returns>How many were moved.</returns>
    public static async Task<long> RequeueAsync(this IWorkQueues queues, WorkQueue fail, CancellationToken cancellation, Action<long>? report = null)
    {
        // What fails again meanwhile is left for the next time, or this would have no end.
        var left = (await queues.CountAsync(cancellation))[fail].Total;
        var moved = 0L;
        while (moved < left)
        {
            var messages = await queues.ReceiveAsync(fail, (int)Math.Min(AtOnce, left - moved), TimeSpan.Zero, cancellation);
            if (messages.Count == 0)
                break;
            var outcomes = await queues.MoveAsync(fail, fail.Retry(), [.. messages.Select(m => new MessageMove(m, null))], CancellationToken.None);
            moved += outcomes.Count(o => o.Status == MessageStatus.Done);
            report?.Invoke(moved);
        }
        return moved;
    }
}
