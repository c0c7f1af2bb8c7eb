namespace Azul.Plugins.Metadata;

/// <summary>That a property is a field, under which name, and what for.</summary>
/// <param name="Name">The name in REST, such as <c>biologicalSex</c> or <c>biosamples.anatomical_site</c>.</param>
/// <param name="Description">What the field means, in one line.</param>
public sealed record FieldDeclaration(string Name, string Description)
{
    public bool IsFacet { get; init; }

    /// <summary>Indexed for the plugin's own use and not offered to clients.</summary>
    public bool IsInternal { get; init; }

    /// <summary>The entity types in which REST sees the string as a date; null where it is none.</summary>
    public IReadOnlyList<string>? RestDateIn { get; init; }

    /// <summary>
    /// The field whose values REST lists with each term of the facet, under that field's name (<c>spec/service.md</c> §4.4); null for none.
    /// </summary>
    public string? FacetCompanion { get; init; }
}
