using Azul.Plugins.Catalogs;

namespace Azul.Plugins.Access;

/// <summary>Decides which sources a caller may access (<c>spec/service.md</c> §7.2–7.3). Safe for concurrent use; asked once per request, so an expensive decision is cached behind the port.</summary>
public interface ISourceAccessPolicy
{
    /// <summary>The sources of a catalog that the bearer of the credentials may access.</summary>
    /// <exception cref="AccessRefusedException">The credentials are no good, or the decision cannot be made now.</exception>
    ValueTask<AccessibleSources> DecideAsync(Catalog catalog, Credentials credentials, CancellationToken cancellation);
}
