using Azul.Plugins.Documents;

namespace Azul.Search.Embedded;

/// <summary>What became of an aggregate.</summary>
/// <param name="Number">The number of the change.</param>
/// <param name="Entity">The outer entity.</param>
/// <param name="Index">What is searched of it; null if it was deleted.</param>
internal readonly record struct AggregateChange(long Number, EntityReference Entity, IndexParts? Index);
