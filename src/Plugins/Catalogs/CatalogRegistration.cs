using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Canned;
using Azul.Plugins.Repositories.Dss;
using Azul.Plugins.Repositories.Staging;
using Azul.Plugins.Repositories.Tdr;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Plugins.Catalogs;

/// <summary>Registers the built-in plugins and the configured catalogs.</summary>
public static class CatalogRegistration
{
    /// <summary>
    /// Adds the <see cref="CatalogList"/>, read when it is first asked for. Further plugins are added as services of their own: <see cref="IMetadataPlugin"/> and
    /// <see cref="IRepositoryPluginFactory"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="contentRoot">The folder that relative folders in the configuration start from.</param>
    public static IServiceCollection AddCatalogs(this IServiceCollection services, string contentRoot)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IMetadataPlugin, Hca.HcaPlugin>();
        services.AddSingleton<IMetadataPlugin, Anvil.AnvilPlugin>();
        services.AddSingleton<IRepositoryPluginFactory>(s => new StagingRepositoryFactory(contentRoot, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRepositoryPluginFactory>(new CannedRepositoryFactory(contentRoot));
        services.AddSingleton<IRepositoryPluginFactory>(s => TdrRepositoryFactory.Hca(contentRoot, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRepositoryPluginFactory>(s => TdrRepositoryFactory.Anvil(contentRoot, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRepositoryPluginFactory>(new DssRepositoryFactory());
        services.TryAddSingleton(s => CatalogConfiguration.Read(
            s.GetRequiredService<IConfiguration>(), s.GetServices<IMetadataPlugin>(), s.GetServices<IRepositoryPluginFactory>()));
        return services;
    }
}
