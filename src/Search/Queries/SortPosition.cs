using Azul.Plugins.Documents;

namespace Azul.Search.Queries;

/// <summary>Where a hit stands in the order: what it has for each sort key, and its id.</summary>
/// <param name="Keys">For each sort key the value; JSON null for a null, and a C# null where the column is absent. Where both have the same place it may be either. A quantity stands as its text.</param>
/// <param name="EntityId">The id of the entity.</param>
public sealed record SortPosition(IReadOnlyList<Value?> Keys, string EntityId);
