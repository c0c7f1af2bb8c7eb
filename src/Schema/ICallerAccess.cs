using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.GraphSchema;

/// <summary>Says which sources the caller of one request may access. Asked once or twice per catalog and operation.</summary>
public interface ICallerAccess
{
    /// <summary>The sources of a catalog that the caller may access.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="namesSources">Whether the operation names sources, so that "all" must be told in full: those of the catalog, for it may name one that does not exist.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="AccessRefusedException">The credentials are no good, or the decision cannot be made now.</exception>
    ValueTask<AccessibleSources> AccessibleSourcesAsync(Catalog catalog, bool namesSources, CancellationToken cancellation);
}
