namespace Azul.Plugins.Metadata;

/// <summary>A property that a native document has beside its contents.</summary>
/// <param name="Property">The property.</param>
/// <param name="Parent">The list of objects that it is in (<c>bundles</c>, <c>sources</c>), or null for a property of the document itself.</param>
public sealed record DocumentProperty(Property Property, string? Parent = null)
{
    internal Field? ToField() => (Property.Declaration, Parent) switch
    {
        (null, _) => null,
        ({ } declaration, null) => new Field(declaration, Property, null, Property.Name),
        ({ } declaration, { } parent) => new Field(declaration, Property, null, parent, Property.Name),
    };
}
