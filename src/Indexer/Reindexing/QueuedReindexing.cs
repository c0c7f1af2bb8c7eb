using Azul.Indexer.Contributing;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Reindexing;

/// <inheritdoc/>
internal sealed class QueuedReindexing(SourceChoice choice, IWorkQueues queues, TimeProvider time) : IReindexing
{
    private const int SendAtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task<int> EnqueueAsync(ReindexSelection selection, CancellationToken cancellation)
    {
        var requests = (await choice.FindAsync(selection, cancellation)).SelectMany(s => s.Parts.Select(p => new ReindexRequest(s.Catalog.Name, s.Source, p))).ToArray();
        foreach (var chunk in requests.Chunk(SendAtOnce))
            await SendAsync([.. chunk.Select(r => new OutgoingMessage(MessageFormat.Serialize(r)))], cancellation);
        return requests.Length;
    }

    public async Task NotifyAsync(Catalog catalog, IReadOnlyList<SourcedBundle> bundles, bool deleted, CancellationToken cancellation)
    {
        foreach (var chunk in bundles.Chunk(SendAtOnce))
            await SourceListing.SendAsync(queues, WorkQueue.Notifications, chunk.Select(b => new BundleNotification(catalog.Name, b, deleted)), cancellation);
    }

    public async Task<IndexingProgress> GetProgressAsync(CancellationToken cancellation)
    {
        var counts = await queues.CountAsync(cancellation);
        return new(
            counts[WorkQueue.Notifications].Total + counts[WorkQueue.NotificationsRetry].Total,
            counts[WorkQueue.Tallies].Total + counts[WorkQueue.TalliesRetry].Total,
            counts[WorkQueue.NotificationsFail].Total + counts[WorkQueue.TalliesFail].Total);
    }

    public async Task<IndexingProgress> WaitAsync(IProgress<IndexingProgress>? progress, CancellationToken cancellation)
    {
        // Where counts are approximations, one look is not enough (spec/indexer.md §7.4).
        var needed = queues.HasExactCounts ? 1 : 6;
        var meter = new ProgressMeter(time);
        for (var done = 0; ;)
        {
            var current = meter.Add(await GetProgressAsync(cancellation));
            progress?.Report(current);
            done = current.IsDone ? done + 1 : 0;
            if (done >= needed)
                return current;
            await Task.Delay(Interval, time, cancellation);
        }
    }

    private async Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        foreach (var outcome in await queues.SendAsync(WorkQueue.Notifications, messages, cancellation))
        {
            if (outcome.Status != MessageStatus.Done)
                throw new QueueException("QUEUE_SEND_FAILED", outcome.Error ?? "a message could not be queued");
        }
    }
}
