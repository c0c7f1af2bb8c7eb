using System.Collections.Frozen;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Naming;

namespace Azul.Search.Embedded;

/// <summary>The files of all configured catalogs, <c>catalogs/{catalog}/{generation}.db</c> in the data folder.</summary>
internal sealed class CatalogFiles(CatalogList catalogs, EmbeddedIndexOptions options) : IDisposable
{
    private readonly FrozenDictionary<string, GenerationFile> generations = catalogs.ToFrozenDictionary(c => c.Name, c => new GenerationFile(c, options));

    public IEnumerable<GenerationFile> All => generations.Values;

    public IEnumerable<string> Names => generations.Keys;

    /// <summary>The files of a catalog, or null if there is no such catalog.</summary>
    public GenerationFile? Find(string catalog) => generations.GetValueOrDefault(catalog);

    /// <summary>The files of a catalog.</summary>
    /// <exception cref="StoreException">There is no such catalog.</exception>
    public GenerationFile Generations(string catalog) => Find(catalog)
        ?? throw new StoreException("UNKNOWN_CATALOG", $"There is no catalog '{catalog}'{NearestNames.Hint(catalog, Names)}");

    /// <summary>The file of a generation, or of the live one.</summary>
    /// <exception cref="StoreException">There is no such catalog or generation.</exception>
    public CatalogFile File(GenerationRef generation) => Generations(generation.Catalog).Find(generation.Number);

    public void Dispose()
    {
        foreach (var catalog in generations.Values)
            catalog.Dispose();
    }
}
