namespace Azul.Search;

/// <summary>One generation of a catalog, or the one that is live: a catalog's name alone means that.</summary>
/// <param name="Catalog">The name of the catalog.</param>
/// <param name="Number">The number of the generation; null for whichever is live at the time.</param>
public readonly record struct GenerationRef(string Catalog, long? Number = null)
{
    public static implicit operator GenerationRef(string catalog) => new(catalog);

    /// <summary>The live generation of a catalog.</summary>
    public static GenerationRef LiveOf(string catalog) => new(catalog);

    public override string ToString() => Number is { } number ? $"generation {number} of {Catalog}" : Catalog;
}
