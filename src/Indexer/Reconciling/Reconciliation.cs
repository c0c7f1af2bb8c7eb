using Azul.Indexer.Contributing;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Search;

namespace Azul.Indexer.Reconciling;

/// <summary>
/// Compares what the sources of a catalog list with what the index has, and queues what is missing, changed or gone, so that a lost notification heals. Its instructions carry the time of the listing:
/// of two about one version the later one wins, so that a bundle that returns is live again. Safe for concurrent use.
/// </summary>
internal sealed class Reconciliation(
    IDocumentStore store, IGenerations generations, IWorkQueues queues, TimeProvider time, ILogger<Reconciliation> logger)
{
    /// <summary>Reconciles a catalog and says for each of its sources what was found.</summary>
    /// <exception cref="ReindexingException">A generation is being built: what it will hold is not known yet.</exception>
    /// <exception cref="RepositoryException">It cannot be told which sources there are.</exception>
    public async Task<IReadOnlyList<SourceDifference>> RunAsync(Catalog catalog, CancellationToken cancellation)
    {
        if ((await generations.ListAsync(catalog.Name, cancellation)).FirstOrDefault(g => g.IsBuilt) is { } built)
            throw new ReindexingException("GENERATION_BUILDING", $"generation {built.Number} of '{catalog.Name}' is being built from its sources just now, so there is nothing to reconcile; 'generations list' shows whether it is live or why it is not");
        var failed = await FailedAsync(catalog, cancellation);
        var differences = new List<SourceDifference>();
        foreach (var source in await catalog.Repository.ListSourcesAsync(cancellation))
            differences.Add(await ReconcileAsync(catalog, source, failed, cancellation));
        return differences;
    }

    private async Task<SourceDifference> ReconcileAsync(Catalog catalog, SourceRef source, HashSet<BundleFqid> failed, CancellationToken cancellation)
    {
        using var spool = new MessageSpool();
        // What changes while the source is listed may or may not be in the listing, so the time is that of its beginning.
        var listedAt = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var comparison = new SourceComparison(
            failed, (bundle, deleted) => spool.Add(new(catalog.Name, bundle, deleted) { ListedAt = listedAt }));
        try
        {
            foreach (var prefix in (SourceSpec.Parse(source.Spec).Prefix ?? new("", 0)).Parts())
            {
                var listed = await SourceListing.NewestAsync(catalog, source, prefix, cancellation);
                await comparison.CompareAsync(source, listed, store.ReadBundlesAsync(catalog.Name, source.Id, prefix, cancellation));
            }
        }
        catch (RepositoryException e)
        {
            logger.LogError("The source {Source} cannot be listed in full, so nothing is changed: {Error}", source.Spec, e.Message);
            return new(source, comparison.Listed, 0, 0, e.Message);
        }
        await spool.SendAsync(queues, cancellation);
        if (comparison.NeedsRetry)
            await queues.RequeueAsync(WorkQueue.NotificationsFail, cancellation);
        if (comparison.Added + comparison.Removed > 0)
            logger.LogInformation("The source {Source} has {Added} bundles more and {Removed} fewer than the index", source.Spec, comparison.Added, comparison.Removed);
        return new(source, comparison.Listed, comparison.Added, comparison.Removed);
    }

    private async Task<HashSet<BundleFqid>> FailedAsync(Catalog catalog, CancellationToken cancellation)
    {
        var failed = new HashSet<BundleFqid>();
        await foreach (var message in queues.BrowseAsync(WorkQueue.NotificationsFail, cancellation))
        {
            try
            {
                if (MessageFormat.ParseNotification(message.Body) is BundleNotification { Deleted: false } notification && notification.Catalog == catalog.Name)
                    failed.Add(notification.Bundle.Fqid);
            }
            catch (MessageException)
            {
                // It is about no bundle.
            }
        }
        return failed;
    }
}
