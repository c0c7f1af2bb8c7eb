using Azul.Search.Elasticsearch.Bulk;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Queries;
using Azul.Search.Elasticsearch.State;
using Azul.Search.Elasticsearch.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Search.Elasticsearch;

/// <summary>Puts the index on Elasticsearch into service.</summary>
public static class ElasticsearchIndexRegistration
{
    /// <summary>
    /// Registers <see cref="IDocumentStore"/>, <see cref="IGenerations"/>, <see cref="ILeases"/>, <see cref="IEntitySearch"/> and <see cref="IIndexMaintenance"/> on a server, unless others are
    /// registered already. They need a <see cref="Plugins.Catalogs.CatalogList"/>.
    /// </summary>
    public static IServiceCollection AddElasticsearchIndex(this IServiceCollection services, ElasticsearchOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ElasticsearchConnection>();
        services.TryAddSingleton<IndexNames>();
        services.TryAddSingleton<IndexBodies>();
        services.TryAddSingleton<CatalogIndices>();
        services.TryAddSingleton<ClusterLimits>();
        services.TryAddSingleton<IndexPreparation>();
        services.TryAddSingleton<SharedRefresh>();
        services.TryAddSingleton<StateDocuments>();
        services.TryAddSingleton<CatalogStates>();
        services.TryAddSingleton<BulkWriter>();
        services.TryAddSingleton<StoredStates>();
        services.TryAddSingleton<SortedSearch>();
        services.TryAddSingleton<GroupedSearch>();
        services.TryAddSingleton<QueryDeletion>();
        services.TryAddSingleton<AggregateComparer>();
        services.TryAddSingleton<ContributionWrites>();
        services.TryAddSingleton<ReplicaWrites>();
        services.TryAddSingleton<AggregateWrites>();
        services.TryAddSingleton<IDocumentStore, ElasticsearchDocumentStore>();
        services.TryAddSingleton<IGenerations, ElasticsearchGenerations>();
        services.TryAddSingleton<ILeases, ElasticsearchLeases>();
        services.TryAddSingleton<IIndexMaintenance, ElasticsearchIndexMaintenance>();
        services.TryAddSingleton<IEntitySearch, ElasticsearchSearch>();
        return services;
    }
}
