namespace Azul.Plugins.Metadata;

/// <summary>A property that a native document has beside its contents.</summary>
/// <param name="Property">The property.</param>
/// <param name="Parent">The list of objects that it is in (<c>bundles</c>, <c>sources</c>), or null for a property of the document itself.</param>
public sealed record DocumentProperty(Property Property, string? Parent = null)
{
    /// <summary>The properties that every document has, as fields of the usual names (<see cref="SpecialFields.Usual"/>).</summary>
    /// <param name="entityTypes">The outer entity types. In all of them REST sees versions of bundles as dates.</param>
    public static IReadOnlyList<DocumentProperty> Usual(IEnumerable<EntityType> entityTypes) =>
    [
        new(Property.Text("entity_id", "The id of the entity").Field("entryId")),
        new(Property.Text("uuid", "The id of a bundle that the entity is from").NotNull().Field("bundleUuid"), "bundles"),
        new(
            Property.Text("version", "Version of a bundle that the entity is from, a timestamp").NotNull().Field("bundleVersion").RestDate([.. entityTypes.Select(t => t.Name)]),
            "bundles"),
        new(Property.Text("id", "The id of the source that the entity is from").NotNull().Facet("sourceId"), "sources"),
        new(Property.Text("spec", "Specification of the source that the entity is from").NotNull().Field("sourceSpec"), "sources"),
    ];

    internal Field? ToField() => (Property.Declaration, Parent) switch
    {
        (null, _) => null,
        ({ } declaration, null) => new Field(declaration, Property, null, Property.Name),
        ({ } declaration, { } parent) => new Field(declaration, Property, null, parent, Property.Name),
    };
}
