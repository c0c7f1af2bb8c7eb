using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Access;

/// <summary>Access as the repository of a catalog grants it, and as the configuration says where the repository has no policy of its own.</summary>
internal sealed class RepositoryAccessPolicy(ConfiguredAccessPolicy configured) : ISourceAccessPolicy
{
    public ValueTask<AccessibleSources> DecideAsync(Catalog catalog, Credentials credentials, CancellationToken cancellation) =>
        (catalog.Repository.AccessPolicy ?? configured).DecideAsync(catalog, credentials, cancellation);
}
