using Azul.Plugins.Access;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Gateway.Access;

/// <summary>Registers who may access what.</summary>
internal static class AccessRegistration
{
    /// <summary>Access as the catalog's repository or else the configuration says, unless a policy is registered already.</summary>
    public static IServiceCollection AddSourceAccess(this IServiceCollection services)
    {
        services.TryAddSingleton<ConfiguredAccessPolicy>();
        services.TryAddSingleton<ISourceAccessPolicy, RepositoryAccessPolicy>();
        services.TryAddSingleton<CallerAccess>();
        return services;
    }
}
