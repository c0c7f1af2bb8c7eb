namespace Azul.Search.Documents;

/// <summary>What is stored of an aggregate, compared with what should be.</summary>
/// <param name="Version">The version that is stored, 0 for none. Where it is not the expected one, the comparison is with something newer.</param>
/// <param name="Difference">What differs, in words: that it is missing, that it should not be there, or its parts that differ; null where nothing does.</param>
public readonly record struct AggregateComparison(long Version, string? Difference);
