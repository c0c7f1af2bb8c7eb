using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;

namespace Azul.Indexer.Maintenance;

/// <summary>Finds sources that a catalog does not have any more, while what was indexed of them still is found by queries. Safe for concurrent use.</summary>
internal sealed class RetiredSources(IIndexMaintenance maintenance)
{
    /// <summary>What to tell an operator about the retired sources of a catalog; null where there are none.</summary>
    /// <exception cref="Plugins.Repositories.RepositoryException">The sources of the catalog cannot be listed.</exception>
    /// <exception cref="StoreException">The index cannot be read.</exception>
    public async Task<string?> WarningAsync(Catalog catalog, CancellationToken cancellation)
    {
        if (!await maintenance.ExistsAsync(catalog.Name, cancellation))
            return null;
        var indexed = await maintenance.ListSourcesAsync(catalog.Name, cancellation);
        if (indexed.Count == 0)
            return null;
        var listed = (await catalog.Repository.ListSourcesAsync(cancellation)).Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        SourceRef[] retired = [.. indexed.Where(s => !listed.Contains(s.Id))];
        var specs = retired.Select(s => s.Spec).Distinct().ToArray();
        return specs.Length == 0
            ? null
            : $"The index of '{catalog.Name}' still has bundles of sources that the catalog does not have any more: {string.Join(", ", specs)}. "
                + $"'deindex --catalogs {catalog.Name} --sources {string.Join(' ', specs)}' removes them.";
    }
}
