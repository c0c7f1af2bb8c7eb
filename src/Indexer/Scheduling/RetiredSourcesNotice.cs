using Azul.Indexer.Maintenance;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Search;

namespace Azul.Indexer.Scheduling;

/// <summary>Tells of retired sources once, after the start, which does not wait for it.</summary>
internal sealed class RetiredSourcesNotice(CatalogList catalogs, RetiredSources retired, ILogger<RetiredSourcesNotice> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var catalog in catalogs)
        {
            try
            {
                if (await retired.WarningAsync(catalog, stoppingToken) is { } warning)
                    logger.LogWarning("{Warning}", warning);
            }
            catch (Exception e) when (e is StoreException or RepositoryException)
            {
                logger.LogWarning("Whether '{Catalog}' has bundles of sources that it does not have any more cannot be told now: {Error}", catalog.Name, e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
