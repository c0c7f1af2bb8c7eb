namespace Azul.Search.Queries;

/// <summary>A page of hits.</summary>
/// <param name="Size">The greatest number of hits on it; 0 asks for none.</param>
/// <param name="Sort">What to sort by; later keys break ties, and the entity's id comes last by itself, in the direction of the last key.</param>
public sealed record HitPage(int Size, IReadOnlyList<SortKey> Sort)
{
    /// <summary>The hit that the page starts after or, backward, ends before; null for the first or last page.</summary>
    public SortPosition? Cursor { get; init; }

    /// <summary>Whether the page is the one before the cursor. Its hits still come in the order of the sort keys.</summary>
    public bool IsBackward { get; init; }

    /// <summary>In which form the hits are wanted.</summary>
    public HitForm Form { get; init; } = HitForm.Native;
}
