namespace Azul.Search.Documents;

/// <summary>How many documents of each kind the store holds of a catalog.</summary>
public sealed record DocumentCounts(long Contributions, long Aggregates, long Replicas);
