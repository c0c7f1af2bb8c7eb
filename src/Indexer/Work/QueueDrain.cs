using Azul.Indexer.Queues;
using Azul.Search;

namespace Azul.Indexer.Work;

/// <summary>Takes messages from a queue and has them worked on, until it is told to stop.</summary>
internal sealed class QueueDrain(
    IWorkQueues queues, IDocumentStore store, IndexingSwitch enabled, IndexerOptions options, TimeProvider time, ILogger<QueueDrain> logger)
{
    /// <summary>Drains a queue in several lanes: while one waits for the store, another can compute.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="worker">What is done with the messages.</param>
    /// <param name="lanes">How many batches are worked on at a time.</param>
    /// <param name="stopping">
    /// Ends it: no message is taken any more, what is under way is finished, or put back once <see cref="IndexerOptions.StopWithin"/> is over.
    /// </param>
    public async Task RunAsync(WorkQueue queue, IBatchWorker worker, int lanes, CancellationToken stopping)
    {
        using var abort = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var registration = stopping.Register(() => abort.CancelAfter(options.StopWithin));
        await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => Task.Run(() => RunLaneAsync(queue, worker, stopping, abort.Token), CancellationToken.None)));
    }

    private async Task RunLaneAsync(WorkQueue queue, IBatchWorker worker, CancellationToken stopping, CancellationToken abort)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await TurnAsync(queue, worker, stopping, abort);
            }
            catch (OperationCanceledException)
            {
                // Stopped or disabled; the condition of the loop and the switch tell which.
            }
            catch (Exception e) when (e is OutageException or QueueException)
            {
                logger.LogError("Work on {Queue} pauses: {Error}", queue.Name(), e.Message);
                await RecoverAsync(queue, stopping);
            }
#pragma warning disable CA1031 // A lane must not end for good because of one error; the batch has been dealt with.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.LogError(e, "Work on {Queue} failed unexpectedly", queue.Name());
                await PauseAsync(stopping);
            }
        }
    }

    private async Task TurnAsync(WorkQueue queue, IBatchWorker worker, CancellationToken stopping, CancellationToken abort)
    {
        await worker.ReadyAsync(stopping);
        var disabled = await enabled.WaitAsync(stopping);
        IReadOnlyList<QueuedMessage> messages;
        using (var receiving = CancellationTokenSource.CreateLinkedTokenSource(stopping, disabled))
            messages = await queues.ReceiveAsync(queue, worker.BatchSize, options.ReceiveWait, receiving.Token);
        if (messages.Count == 0)
            return;
        await using var batch = new MessageBatch(queues, queue, messages, options, time, logger);
        try
        {
            await worker.WorkAsync(batch, stopping, abort);
        }
        catch (Exception e) when (e is not (OutageException or OperationCanceledException))
        {
            // Not put back as if nothing had happened, or it would happen forever.
            await batch.FailAsync(batch.Unsettled, $"UNEXPECTED: {e.GetType().Name}: {e.Message}");
            throw;
        }
    }

    // Messages are taken again only once they can be dealt with: to receive them just to fail would use up their attempts.
    private async Task RecoverAsync(WorkQueue queue, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await PauseAsync(stopping);
            try
            {
                if ((await store.CheckAsync(stopping) ?? await queues.CheckAsync(stopping)) is not { } reason)
                {
                    logger.LogInformation("Work on {Queue} goes on", queue.Name());
                    return;
                }
                logger.LogWarning("Work on {Queue} still pauses: {Reason}", queue.Name(), reason);
            }
            catch (Exception e) when (e is StoreException or QueueException)
            {
                logger.LogWarning("Work on {Queue} still pauses: {Reason}", queue.Name(), e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task PauseAsync(CancellationToken stopping) =>
        await Task.Delay(options.OutagePause, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
