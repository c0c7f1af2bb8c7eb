using Azul.Indexer.Aggregating;
using Azul.Indexer.Contributing;
using Azul.Indexer.Reindexing;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Indexer.Maintenance;

/// <summary>Registers what operators' commands do in their own process. Needs queues and an index.</summary>
internal static class MaintenanceServices
{
    public static IServiceCollection AddMaintenance(this IServiceCollection services)
    {
        services.TryAddSingleton<EntityAggregator>();
        services.TryAddSingleton<SourceListing>();
        services.TryAddSingleton<LocalReindexing>();
        services.TryAddSingleton<SourceRemoval>();
        services.TryAddSingleton<IndexVerification>();
        services.TryAddSingleton<QueuePurge>();
        return services;
    }
}
