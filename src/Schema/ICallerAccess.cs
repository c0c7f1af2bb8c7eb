using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.GraphSchema;

/// <summary>Says which sources the caller of one request may access. Asked at most once per catalog and operation.</summary>
public interface ICallerAccess
{
    /// <summary>The sources of a catalog that the caller may access.</summary>
    /// <exception cref="AccessRefusedException">The credentials are no good, or the decision cannot be made now.</exception>
    ValueTask<AccessibleSources> AccessibleSourcesAsync(Catalog catalog, CancellationToken cancellation);
}
