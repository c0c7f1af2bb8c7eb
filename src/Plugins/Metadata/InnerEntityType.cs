namespace Azul.Plugins.Metadata;

/// <summary>A type of the entities that documents list under <c>contents</c>.</summary>
/// <param name="Name">The key under <c>contents</c>, a plural: <c>donors</c>.</param>
/// <param name="Singular">The word for one: <c>donor</c>.</param>
/// <param name="Description">What such an entity is, in one line.</param>
/// <param name="Properties">Its properties, in order.</param>
public sealed record InnerEntityType(string Name, string Singular, string Description, IReadOnlyList<Property> Properties)
{
    /// <summary>
    /// Properties whose values, lists as sets, tell groups apart: aggregation makes one entity of each group, in the order of their first occurrence. Where there are none, it makes one entity
    /// of all.
    /// </summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public Property? Property(string name) => Properties.FirstOrDefault(p => p.Name == name);
}
