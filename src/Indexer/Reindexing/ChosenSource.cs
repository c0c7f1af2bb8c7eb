using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Reindexing;

/// <summary>A source that is to be indexed.</summary>
/// <param name="Catalog">The catalog.</param>
/// <param name="Source">The source.</param>
/// <param name="Parts">The prefixes of the parts in which it is listed.</param>
internal sealed record ChosenSource(Catalog Catalog, SourceRef Source, IReadOnlyList<string> Parts);
