using Azul.Plugins.Catalogs;

namespace Azul.GraphSchema.Catalogs;

/// <summary>A catalog in an answer.</summary>
internal sealed record CatalogNode(Catalog Catalog, bool IsDefault);
