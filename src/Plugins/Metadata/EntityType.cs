namespace Azul.Plugins.Metadata;

/// <summary>A type of outer entities: what documents of an index are about.</summary>
/// <param name="Name">The plural that names the index: <c>files</c>.</param>
/// <param name="Singular">The word for one: <c>file</c>.</param>
/// <param name="Description">What such an entity is, in one line.</param>
/// <param name="Contents">The inner entity types that its aggregates can hold and the form they have there, in order.</param>
public sealed record EntityType(string Name, string Singular, string Description, IReadOnlyList<KeyValuePair<string, InnerForm>> Contents)
{
    /// <summary>How clients see the type; null for one that is only indexed.</summary>
    public Exposure? Exposure { get; init; }

    /// <summary>
    /// Whether everybody sees all entities of the type, told apart by <c>accessible</c> (the hub: HCA projects, AnVIL data sets). All other types show only entities of sources that the
    /// caller may access.
    /// </summary>
    public bool IsHub { get; init; }

    public InnerForm? FormOf(string innerType)
    {
        foreach (var (name, form) in Contents)
        {
            if (name == innerType)
                return form;
        }
        return null;
    }

    /// <summary>Whether aggregates of the type can hold values of the field.</summary>
    public bool Holds(Field field) => field.InnerType is null || Holds(field.InnerType.Name, field.Property);

    /// <summary>Whether aggregates of the type can hold the property of an inner entity type.</summary>
    public bool Holds(string innerType, Property property) => FormOf(innerType) switch
    {
        null => false,
        InnerForm.Groups => !property.Accumulation.IsDropped,
        _ => !property.Accumulation.IsOnlyAggregated,
    };
}
