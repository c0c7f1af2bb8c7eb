using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Fields;

/// <summary>A field of a plugin as GraphQL names it: in filters, facets, statistics and sort keys.</summary>
/// <param name="Path">Where it stands in filters and facets: one name, or several where the name in REST has dots.</param>
/// <param name="Column">The column of the index.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Description">What it means.</param>
/// <param name="Source">The field of the model; null for <c>accessible</c>.</param>
internal sealed record GraphField(IReadOnlyList<string> Path, string Column, PropertyType Type, string Description, Field? Source)
{
    /// <summary>The path with dots: <c>biosamples.anatomicalSite</c>.</summary>
    public string Name { get; } = string.Join('.', Path);

    /// <summary>The name as a value of the enumeration of sort keys, which can have no dots.</summary>
    public string SortName => Name.Replace('.', '_');

    /// <summary>What the field is in the plugin, for messages about conflicts.</summary>
    public string Origin => Source is null ? $"the field {Column} of every plugin" : $"the field {Source}";

    public bool IsNumber => Type is PropertyType.Long or PropertyType.Float;

    /// <summary>Text, for lists of labels too: that is what the counts become when they are aggregated.</summary>
    public bool IsText => Type is PropertyType.String or PropertyType.Counts;

    /// <summary>Composite values, ranges and lists of labels have no order that a client could rely on.</summary>
    public bool IsSortable => Source is { IsSortable: true, IsValueAndUnit: false };

    /// <summary>Whether the field is a facet. Numbers and dates are none so far.</summary>
    public bool IsFacet(SpecialFields special) =>
        Source is null || ((Source.IsFacet || Source.Name == special.SourceId) && (IsText || Type is PropertyType.Boolean or PropertyType.Composite));

    /// <summary>Whether aggregates of the type can hold values of the field.</summary>
    public bool IsHeldBy(EntityType type) => Source is null || type.Holds(Source);

    public static GraphField Of(Field field) => new(GraphNames.Path(field.Name), field.Name, field.Type, field.Description, field);

    /// <summary>The field that every plugin has and no document: whether the caller may access the entity (<c>spec/service.md</c> §2.6).</summary>
    public static GraphField Accessible { get; } = new(
        [SpecialFields.Accessible], SpecialFields.Accessible, PropertyType.Boolean, "Whether the caller may access one of the entity's sources", null);
}
