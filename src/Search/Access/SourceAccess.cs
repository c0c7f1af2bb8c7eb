namespace Azul.Search.Access;

/// <summary>Which sources a caller may see. Part of every query, never a filter on its answer.</summary>
/// <param name="Sources">Ids of the sources that are accessible; null if all are.</param>
/// <param name="IsLimit">Whether entities of no accessible source are out of reach altogether, rather than just marked.</param>
public sealed record SourceAccess(IReadOnlySet<string>? Sources, bool IsLimit)
{
    /// <summary>Everything is accessible.</summary>
    public static SourceAccess Unlimited { get; } = new(null, false);

    public bool IsAccessible(string sourceId) => Sources is null || Sources.Contains(sourceId);
}
