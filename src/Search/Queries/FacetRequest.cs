namespace Azul.Search.Queries;

/// <summary>The values of a column and how many entities have each.</summary>
/// <param name="Column">The column, or <c>accessible</c>.</param>
/// <param name="Size">The greatest number of terms.</param>
public sealed record FacetRequest(string Column, int Size)
{
    public TermSort Sort { get; init; } = TermSort.CountDescending;

    /// <summary>How many terms to skip.</summary>
    public int Skip { get; init; }

    /// <summary>Only terms whose text holds this one, in whatever case.</summary>
    public string? Search { get; init; }

    /// <summary>Whether the number of all terms is wanted, which can be dear.</summary>
    public bool CountsTerms { get; init; } = true;

    /// <summary>Columns of numbers that are summed over the entities of each term.</summary>
    public IReadOnlyList<string> Sums { get; init; } = [];

    /// <summary>A column whose distinct values among the entities of each term are wanted.</summary>
    public string? Companion { get; init; }
}
