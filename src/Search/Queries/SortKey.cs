namespace Azul.Search.Queries;

/// <summary>
/// A column to sort by. Of several values the least counts, in both directions. Ascending, entities without a value come last; descending is the exact reverse.
/// </summary>
public readonly record struct SortKey(string Column, bool IsDescending);
