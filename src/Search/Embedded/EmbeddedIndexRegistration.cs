using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Search.Embedded;

/// <summary>Puts the embedded index into service.</summary>
public static class EmbeddedIndexRegistration
{
    /// <summary>
    /// Registers <see cref="IDocumentStore"/>, <see cref="IGenerations"/>, <see cref="ILeases"/>, <see cref="IEntitySearch"/> and <see cref="IIndexMaintenance"/> on SQLite files in a folder, unless
    /// others are registered already. They need a
    /// <see cref="Plugins.Catalogs.CatalogList"/>.
    /// </summary>
    public static IServiceCollection AddEmbeddedIndex(this IServiceCollection services, EmbeddedIndexOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<CatalogFiles>();
        services.TryAddSingleton<IDocumentStore, SqliteDocumentStore>();
        services.TryAddSingleton<IIndexMaintenance, SqliteIndexMaintenance>();
        services.TryAddSingleton<IGenerations, EmbeddedGenerations>();
        services.TryAddSingleton<ILeases, EmbeddedLeases>();
        services.TryAddSingleton<IEntitySearch, EmbeddedSearch>();
        return services;
    }
}
