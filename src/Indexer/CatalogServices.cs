using Azul.Plugins.Catalogs;
using Azul.Plugins.Hca;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Canned;
using Azul.Plugins.Repositories.Staging;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Indexer;

/// <summary>Registers the built-in plugins and the catalogs that the configuration makes of them.</summary>
public static class CatalogServices
{
    /// <summary>Registers the <see cref="CatalogList"/> that <c>Azul:Catalogs</c> describes, with further plugins where there are any.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="contentRoot">The folder that relative folders in it start from.</param>
    public static IServiceCollection AddCatalogs(this IServiceCollection services, IConfiguration configuration, string contentRoot)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IMetadataPlugin, HcaPlugin>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRepositoryPluginFactory, CannedRepositoryFactory>(_ => new(contentRoot)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRepositoryPluginFactory, StagingRepositoryFactory>(
            s => new(contentRoot, s.GetRequiredService<TimeProvider>())));
        services.TryAddSingleton(s => CatalogConfiguration.Read(configuration, s.GetServices<IMetadataPlugin>(), s.GetServices<IRepositoryPluginFactory>()));
        return services;
    }
}
