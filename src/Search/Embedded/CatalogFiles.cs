using System.Collections.Frozen;
using Azul.Plugins.Catalogs;

namespace Azul.Search.Embedded;

/// <summary>The files of all configured catalogs, <c>catalogs/{catalog}/{generation}.db</c> in the data folder.</summary>
internal sealed class CatalogFiles : IDisposable
{
    // A reindex beside the live index will make further generations.
    private const int Generation = 1;

    private readonly FrozenDictionary<string, CatalogFile> files;

    public CatalogFiles(CatalogList catalogs, EmbeddedIndexOptions options) => files = catalogs.ToFrozenDictionary(
        c => c.Name,
        c => new CatalogFile(c, Path.GetFullPath(Path.Combine(options.DataFolder, "catalogs", c.Name, $"{Generation}.db")), options));

    public IEnumerable<CatalogFile> All => files.Values;

    public IEnumerable<string> Names => files.Keys;

    /// <summary>The file of a catalog, or null if there is no such catalog.</summary>
    public CatalogFile? Find(string catalog) => files.GetValueOrDefault(catalog);

    public void Dispose()
    {
        foreach (var file in files.Values)
            file.Dispose();
    }
}
