using Azul.GraphSchema;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.GraphQL;

/// <summary>What the policy says of the credentials of one request.</summary>
internal sealed class PolicyAccess(ISourceAccessPolicy policy, Credentials credentials) : ICallerAccess
{
    public ValueTask<AccessibleSources> AccessibleSourcesAsync(Catalog catalog, CancellationToken cancellation) =>
        policy.DecideAsync(catalog, credentials, cancellation);
}
