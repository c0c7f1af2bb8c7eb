using Azul.Indexer.Generations;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Quartz;

namespace Azul.Indexer.Scheduling;

/// <summary>Switches to generations that are complete, even if nobody waits for them any more.</summary>
[DisallowConcurrentExecution]
internal sealed class GenerationJob(CatalogList catalogs, GenerationCompletion completion, SingleRun single, ILogger<GenerationJob> logger) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        foreach (var catalog in catalogs)
        {
            try
            {
                if (await completion.IsDueAsync(catalog, cancellationToken))
                    await single.TryAsync($"switch {catalog.Name}", TimeSpan.Zero, token => completion.CompleteAsync(catalog, token), cancellationToken);
            }
            catch (Exception e) when (e is StoreException or QueueException)
            {
                logger.LogWarning("Whether a generation of {Catalog} is complete cannot be told now: {Error}", catalog.Name, e.Message);
            }
        }
    }
}
