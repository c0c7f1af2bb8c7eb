namespace Azul.Indexer.Maintenance;

/// <summary>What a removal of sources did.</summary>
/// <param name="Entities">How many entities are without the sources now.</param>
/// <param name="Contributions">How many contributions were removed.</param>
/// <param name="Failures">The entities that still are as they were, with the reason.</param>
internal sealed record RemovalOutcome(long Entities, long Contributions, IReadOnlyList<string> Failures);
