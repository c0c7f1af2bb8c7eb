using Azul.Plugins.Catalogs;

namespace Azul.Search.Embedded;

/// <summary>The file of one generation of one catalog: contributions, aggregates and replicas.</summary>
internal sealed class CatalogFile(Catalog catalog, string path, EmbeddedIndexOptions options) : SqliteFile(path, options, StoreFormat.Prepare)
{
    public Catalog Catalog => catalog;
}
