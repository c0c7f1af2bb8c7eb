using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>A version of a bundle as the index has it.</summary>
/// <param name="Bundle">The version.</param>
/// <param name="Entities">How many entities it was added to, deleted from, or both.</param>
/// <param name="Counting">With how many of them it counts now.</param>
public sealed record IndexedBundle(BundleFqid Bundle, int Entities, int Counting)
{
    /// <summary>Whether the index has nothing of it that is deleted.</summary>
    public bool IsWhole => Counting == Entities;

    /// <summary>Whether the index has nothing of it that is not deleted.</summary>
    public bool IsGone => Counting == 0;
}
