using Azul.Indexer.Generations;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Quartz;

namespace Azul.Indexer.Scheduling;

/// <summary>Removes generations that were abandoned, or were live too long ago.</summary>
[DisallowConcurrentExecution]
internal sealed class CleanUpJob(
    CatalogList catalogs, IGenerations generations, GenerationOptions options, SingleRun single, TimeProvider time, ILogger<CleanUpJob> logger) : IJob
{
    public static TimeSpan Interval { get; } = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
    {
        try
        {
            await single.TryAsync("clean up generations", Interval / 2, CleanUpAsync, cancellationToken);
        }
        catch (StoreException e)
        {
            logger.LogWarning("Old generations cannot be removed now: {Error}", e.Message);
        }
    }

    private async Task CleanUpAsync(CancellationToken cancellation)
    {
        foreach (var catalog in catalogs)
        {
            foreach (var gone in await generations.CleanUpAsync(catalog.Name, time.GetUtcNow() - options.KeepFor, cancellation))
                logger.LogInformation("Generation {Number} of the catalog {Catalog}, {State} since {Since}, was removed", gone.Number, catalog.Name, gone.State, gone.Since);
        }
    }
}
