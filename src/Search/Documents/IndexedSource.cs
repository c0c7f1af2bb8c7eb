using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>A source as the index knows it.</summary>
/// <param name="Source">The source.</param>
/// <param name="Contributions">How many contributions come from it, superseded ones and deletions included.</param>
public readonly record struct IndexedSource(SourceRef Source, long Contributions);
