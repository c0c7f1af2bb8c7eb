using Azul.Plugins.Documents;

namespace Azul.Search.Results;

/// <summary>Figures over all values that the matching entities have for a column; nulls do not count.</summary>
/// <param name="Count">How many values there are.</param>
/// <param name="Sum">Their sum; 0 for dates.</param>
/// <param name="Min">The least; null where there are none.</param>
/// <param name="Max">The greatest; null where there are none.</param>
public sealed record ColumnStats(long Count, double Sum, Value Min, Value Max);
