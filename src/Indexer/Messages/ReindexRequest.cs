using Azul.Plugins.Documents;

namespace Azul.Indexer.Messages;

/// <summary>That the bundles of a source are to be listed and indexed.</summary>
/// <param name="Catalog">The name of the catalog.</param>
/// <param name="Source">The source.</param>
/// <param name="Prefix">What the UUIDs of the bundles start with: lower-case hexadecimal digits.</param>
public sealed record ReindexRequest(string Catalog, SourceRef Source, string Prefix) : IndexingMessage(Catalog);
