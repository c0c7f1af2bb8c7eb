using Azul.Indexer.Queues;
using Azul.Indexer.Reconciling;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Search;
using Quartz;

namespace Azul.Indexer.Scheduling;

/// <summary>Reconciles one catalog when it is time.</summary>
[DisallowConcurrentExecution]
internal sealed class ReconciliationJob(
    CatalogList catalogs, Reconciliation reconciliation, ReconciliationOptions options, SingleRun single, IHostApplicationLifetime lifetime, ILogger<ReconciliationJob> logger) : IJob
{
    /// <summary>The key of the catalog's name among the job's data.</summary>
    public const string CatalogKey = "catalog";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        var catalog = catalogs.Find(context.MergedJobDataMap.GetString(CatalogKey)!)!;
        // See DrainJob.
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        try
        {
            await single.TryAsync($"reconcile {catalog.Name}", options.IntervalOf(catalog)!.Value, token => reconciliation.RunAsync(catalog, token), stopping.Token);
        }
        catch (Exception e) when (e is StoreException or QueueException or RepositoryException or ReindexingException or IOException)
        {
            logger.LogWarning("The catalog {Catalog} cannot be reconciled now: {Error}", catalog.Name, e.Message);
        }
    }
}
