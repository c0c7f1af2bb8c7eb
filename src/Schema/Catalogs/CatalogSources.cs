using System.Collections.Concurrent;
using Azul.GraphSchema.Errors;
using Azul.GraphSchema.Nodes;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;

namespace Azul.GraphSchema.Catalogs;

/// <summary>The sources of catalogs. They are configured, so their ids are asked once of each repository.</summary>
internal sealed class CatalogSources
{
    private readonly ConcurrentDictionary<Catalog, IReadOnlyList<SourceNode>> known = new();

    /// <summary>The sources of a catalog.</summary>
    /// <exception cref="GraphException">The repository does not say.</exception>
    public async Task<IReadOnlyList<SourceNode>> OfAsync(Catalog catalog, CancellationToken cancellation)
    {
        if (known.TryGetValue(catalog, out var sources))
            return sources;
        try
        {
            var listed = await catalog.Repository.ListSourcesAsync(cancellation).ConfigureAwait(false);
            return known[catalog] = [.. listed.Select(s => new SourceNode(s.Id, s.Spec))];
        }
        catch (RepositoryException e)
        {
            throw new GraphException(ErrorCodes.Unavailable, $"The repository of the catalog '{catalog.Name}' does not list its sources: {e.Message}");
        }
    }
}
