using Azul.Plugins.Aggregation;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Anvil.Model;

/// <summary>Makes the inner entity types. The name of a field is that of its type and that of its property, with a dot in between.</summary>
internal static class AnvilProperties
{
    /// <summary>An inner entity type whose entities are rows of tables.</summary>
    /// <param name="name">The key under <c>contents</c>.</param>
    /// <param name="singular">The word for one.</param>
    /// <param name="description">What such an entity is.</param>
    /// <param name="properties">The properties, apart from the two that every row has.</param>
    public static InnerEntityType Rows(string name, string singular, string description, params IEnumerable<Property> properties) => new(
        name,
        singular,
        description,
        [
            Property.Text("document_id", "The id of the row that the entity is made of, which is that of the entity").FieldOf(name),
            Property.Text("source_datarepo_row_ids", "The ids of the rows that the row was derived from").List().FieldOf(name),
            .. properties,
        ]);

    public static Property FieldOf(this Property property, string innerType) => property.Field($"{innerType}.{property.Name}");

    public static Property FacetOf(this Property property, string innerType) => property.Facet($"{innerType}.{property.Name}");

    /// <summary>An age as a range.</summary>
    public static Property Age(string name, string description) =>
        Property.RangeWithEnds(name, description).Accumulate(Accumulation.SetOfEntities(100, NullOrder.Last, "lte", "gte"));
}
