using Azul.Indexer.Generations;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Search;

namespace Azul.Indexer.Contributing;

/// <summary>
/// Works on notifications: fetches and transforms bundles, several at a time, and writes what several contribute at once. A bundle that fails does so alone.
/// </summary>
internal sealed class ContributionWorker(
    CatalogList catalogs,
    CurrentGenerations generations,
    ContributionWriter writer,
    SourceListing listing,
    IWorkQueues queues,
    TallyPressure pressure,
    NotificationBacklog backlog,
    WorkLimit limit,
    IndexerOptions options) : IBatchWorker
{
    public int BatchSize => options.ContributionBatch;

    public Task ReadyAsync(CancellationToken stopping) => pressure.WaitAsync(stopping);

    public async Task WorkAsync(MessageBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        using var full = batch.Queue == WorkQueue.Notifications && batch.Messages.Count >= BatchSize ? backlog.Enter() : null;
        foreach (var messages in Isolation.InTurn(batch.Messages))
            await WorkAsync(messages, batch, stopping, abort);
    }

    private async Task WorkAsync(IReadOnlyList<QueuedMessage> messages, MessageBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        var tasks = await ParseAsync(messages, batch);
        var pending = new PendingWrites<PreparedBundle>(options.WriteBytes, b => b.Size, bundles => WriteAsync(bundles, batch, abort));
        await Parallel.ForEachAsync(
            tasks,
            new ParallelOptions { MaxDegreeOfParallelism = options.Fetches, CancellationToken = abort },
            async (task, cancellation) =>
            {
                if (stopping.IsCancellationRequested)
                    return;
                await PrepareAsync(task.Key, task.Value, batch, pending, cancellation);
                await pending.WriteIfFullAsync();
            });
        await pending.WriteAsync();
    }

    // Messages that say the same are one task.
    private async Task<Dictionary<IndexingMessage, List<QueuedMessage>>> ParseAsync(IReadOnlyList<QueuedMessage> messages, MessageBatch batch)
    {
        var tasks = new Dictionary<IndexingMessage, List<QueuedMessage>>();
        foreach (var message in messages)
        {
            try
            {
                var parsed = MessageFormat.ParseNotification(message.Body);
                if (catalogs.Find(parsed.Catalog) is null)
                    throw new MessageException("CATALOG_UNKNOWN", $"there is no catalog '{parsed.Catalog}', only {string.Join(", ", catalogs.Select(c => c.Name))}");
                var key = parsed is BundleNotification notification ? notification with { TransactionId = null } : parsed;
                if (tasks.TryGetValue(key, out var same))
                    same.Add(message);
                else
                    tasks.Add(key, [message]);
            }
            catch (MessageException e)
            {
                await batch.RejectAsync([message], e.Message);
            }
        }
        return tasks;
    }

    private async Task PrepareAsync(
        IndexingMessage task, IReadOnlyList<QueuedMessage> messages, MessageBatch batch, PendingWrites<PreparedBundle> pending, CancellationToken cancellation)
    {
        var catalog = catalogs.Find(task.Catalog)!;
        try
        {
            if (task.Generation is { } generation && !await FromStoreAsync(() => generations.HasAsync(new(task.Catalog, generation), cancellation)))
            {
                // Its generation was given up, or is not kept up to date any more.
                await batch.CompleteAsync(messages);
                return;
            }
            if (task is ReindexRequest request)
            {
                await listing.NotifyAsync(catalog, request.Source, request.Prefix, request.Generation, cancellation);
                await batch.CompleteAsync(messages);
                return;
            }
            var notification = (BundleNotification)task;
            if (notification.IsRemoval)
            {
                pending.Add(new(notification, messages, [], []));
                return;
            }
            // To fetch is mostly to wait. The parts of a large bundle are fetched in turn all the same, or it would be in memory many times over.
            using var ofPart = notification.Partition == BundlePartition.Root ? null : await limit.EnterAsync(cancellation);
            var bundle = await catalog.Repository.FetchAsync(notification.Bundle, cancellation);
            using var place = ofPart ?? await limit.EnterAsync(cancellation);
            var (transformation, partitions) = BundlePreparation.Transform(catalog, notification, bundle);
            if (partitions.Count > 0)
            {
                await SourceListing.SendAsync(queues, WorkQueue.NotificationsRetry, partitions.Select(p => notification with { Partition = p }), cancellation);
                await batch.CompleteAsync(messages);
                return;
            }
            pending.Add(new(
                notification,
                messages,
                BundlePreparation.Contributions(transformation, notification),
                BundlePreparation.Replicas(transformation, notification, options.EnableReplicas)));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (QueueException e)
        {
            throw new OutageException(e);
        }
#pragma warning disable CA1031 // Whatever a bundle's metadata or its repository make happen is that bundle's failure, with its reason.
        catch (Exception e) when (e is not OutageException)
#pragma warning restore CA1031
        {
            await batch.FailAsync(messages, Reason(task, e));
        }
    }

    private static async Task<T> FromStoreAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (StoreException e)
        {
            throw new OutageException(e);
        }
    }

    private static string Reason(IndexingMessage task, Exception error) => error switch
    {
        BundleException => error.Message,
        RepositoryException => $"{error.Message} ({Subject(task)})",
        _ => $"BUNDLE_FAILED: {Subject(task)}: {error.GetType().Name}: {error.Message}",
    };

    private static string Subject(IndexingMessage task) => task switch
    {
        BundleNotification notification => $"bundle {notification.Bundle.Fqid}",
        ReindexRequest request => $"source {request.Source.Spec}, prefix '{request.Prefix}'",
        _ => task.Catalog,
    };

    private async Task WriteAsync(IReadOnlyList<PreparedBundle> bundles, MessageBatch batch, CancellationToken cancellation)
    {
        var errors = await writer.WriteAsync(bundles, cancellation);
        await batch.CompleteAsync([.. bundles.Where((_, i) => errors[i] is null).SelectMany(b => b.Messages)]);
        for (var i = 0; i < errors.Count; i++)
        {
            if (errors[i] is { } error)
                await batch.FailAsync(bundles[i].Messages, $"{error} (bundle {bundles[i].Notification.Bundle.Fqid})");
        }
    }
}
