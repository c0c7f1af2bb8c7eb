using Azul.Plugins.Documents;
using Azul.Search;

namespace Azul.Indexer.Messages;

/// <summary>That an entity has new contributions.</summary>
/// <param name="Catalog">The name of the catalog.</param>
/// <param name="Entity">The entity.</param>
/// <param name="NumContributions">How many contributions the store should hold at least: a hint, 0 where all were there before.</param>
public sealed record Tally(string Catalog, EntityReference Entity, long NumContributions)
{
    /// <summary>The generation whose aggregate is meant; null for the live one.</summary>
    public long? Generation { get; init; }

    /// <summary>Where the aggregate is.</summary>
    public GenerationRef Target => new(Catalog, Generation);

    /// <summary>The group of the message: <c>catalog/type/id</c>, or <c>catalog@generation/type/id</c>.</summary>
    public string Group => Generation is { } generation ? $"{Catalog}@{generation}/{Entity}" : $"{Catalog}/{Entity}";
}
