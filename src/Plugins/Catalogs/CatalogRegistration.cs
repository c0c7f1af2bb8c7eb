using Azul.Plugins.Anvil;
using Azul.Plugins.Hca;
using Azul.Plugins.Loading;
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
    /// <summary>The built-in metadata plugins.</summary>
    public static IReadOnlyList<IMetadataPlugin> MetadataPlugins { get; } = [new HcaPlugin(), new AnvilPlugin()];

    /// <summary>The built-in repository plugins.</summary>
    /// <param name="contentRoot">The folder that relative folders in the configuration start from.</param>
    /// <param name="time">What tells the time.</param>
    public static IReadOnlyList<IRepositoryPluginFactory> RepositoryPlugins(string contentRoot, TimeProvider time) =>
    [
        new StagingRepositoryFactory(contentRoot, time),
        new CannedRepositoryFactory(contentRoot),
        TdrRepositoryFactory.Hca(contentRoot, time),
        TdrRepositoryFactory.Anvil(contentRoot, time),
        new DssRepositoryFactory(),
    ];

    /// <summary>
    /// Adds the <see cref="CatalogList"/> and the <see cref="PluginSet"/>, both read when they are first asked for. Further plugins are in assemblies that the configuration names, or are added as
    /// services of their own: <see cref="IMetadataPlugin"/> and <see cref="IRepositoryPluginFactory"/>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="contentRoot">The folder that relative paths in the configuration start from.</param>
    public static IServiceCollection AddCatalogs(this IServiceCollection services, string contentRoot)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new ContentRoot(contentRoot));
        foreach (var plugin in MetadataPlugins)
            services.AddSingleton(plugin);
        services.TryAddSingleton(AllPlugins);
        services.TryAddSingleton(s =>
        {
            var plugins = s.GetRequiredService<PluginSet>();
            return CatalogConfiguration.Read(s.GetRequiredService<IConfiguration>(), plugins.Metadata, plugins.Repositories);
        });
        return services;
    }

    private static PluginSet AllPlugins(IServiceProvider services)
    {
        var root = services.GetRequiredService<ContentRoot>();
        var known = new PluginSet(
            [.. services.GetServices<IMetadataPlugin>()],
            [.. RepositoryPlugins(root.Folder, services.GetRequiredService<TimeProvider>()), .. services.GetServices<IRepositoryPluginFactory>()]);
        return PluginLoading.Load(known, services.GetRequiredService<IConfiguration>(), root, services);
    }
}
