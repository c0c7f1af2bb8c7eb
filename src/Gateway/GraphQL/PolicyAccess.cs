using Azul.Gateway.Access;
using Azul.GraphSchema;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.GraphQL;

/// <summary>What the policy says of the credentials of one request.</summary>
internal sealed class PolicyAccess(CallerAccess access, Credentials credentials) : ICallerAccess
{
    public ValueTask<AccessibleSources> AccessibleSourcesAsync(Catalog catalog, bool namesSources, CancellationToken cancellation) =>
        access.DecideAsync(catalog, credentials, namesSources, cancellation);
}
