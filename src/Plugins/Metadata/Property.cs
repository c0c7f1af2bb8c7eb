using Azul.Plugins.Aggregation;

namespace Azul.Plugins.Metadata;

/// <summary>
/// A property of an inner entity, or of the document itself. Everything that is known of it is declared here, once: type and shape, how it is aggregated, what it means,
/// and under which name it is a field.
/// </summary>
public sealed record Property
{
    private Property(string name, PropertyType type, string description)
    {
        Name = name;
        Type = type;
        Description = description;
    }

    /// <summary>The name in native documents.</summary>
    public string Name { get; }

    public PropertyType Type { get; }

    public string Description { get; private init; }

    /// <summary>Whether the property is a list before aggregation.</summary>
    public bool IsList { get; private init; }

    /// <summary>Whether null can stand for a value. An empty list of a nullable property is a list with one null.</summary>
    public bool IsNullable { get; private init; } = true;

    /// <summary>Whether the property can be absent from an entity, or holds only after aggregation.</summary>
    public bool IsOptional { get; private init; }

    /// <summary>
    /// The properties of a composite value or of nested entities, in order; the first of a composite is the one that REST facets count. Of a range that is an object, its ends; a range that is a
    /// list of two has none.
    /// </summary>
    public IReadOnlyList<Property> Properties { get; private init; } = [];

    /// <summary>
    /// Whether the property is a text of strata, which says what a file covers: a line for each stratum, made of points of the form <c>dimension=value,value</c> that are separated by semicolons
    /// (<c>spec/indexer.md</c> §4.7). Its <see cref="Properties"/> are the dimensions.
    /// </summary>
    public bool IsStrata => Type == PropertyType.String && Properties.Count > 0;

    /// <summary>How the values of several inner entities are combined.</summary>
    public Accumulation Accumulation { get; private init; } = Accumulation.Set(100);

    /// <summary>The field that the property is, if it is one.</summary>
    public FieldDeclaration? Declaration { get; private init; }

    public static Property Text(string name, string description) => new(name, PropertyType.String, description);

    public static Property Integer(string name, string description) => new(name, PropertyType.Long, description);

    public static Property Number(string name, string description) => new(name, PropertyType.Float, description);

    public static Property Flag(string name, string description) => new(name, PropertyType.Boolean, description);

    public static Property Date(string name, string description) => new(name, PropertyType.DateTime, description);

    /// <summary>A range that is a list of two.</summary>
    public static Property Range(string name, string description) => new(name, PropertyType.Range, description);

    /// <summary>A range that is an object with the ends <c>gte</c> and <c>lte</c>. Where both are null, it stands for no value.</summary>
    public static Property RangeWithEnds(string name, string description) => new(name, PropertyType.Range, description)
    {
        Properties = [Number("gte", "The lower end; null where it is open"), Number("lte", "The upper end; null where it is open")],
    };

    public static Property Counts(string name, string description) => new(name, PropertyType.Counts, description) { IsNullable = false };

    public static Property Composite(string name, string description, params Property[] properties) =>
        new(name, PropertyType.Composite, description) { Properties = properties };

    public static Property Entities(string name, string description, params IReadOnlyList<Property> properties) =>
        new(name, PropertyType.Entities, description) { Properties = properties, IsList = true, IsNullable = false };

    /// <summary>The property is a list before aggregation already.</summary>
    public Property List() => this with { IsList = true };

    /// <summary>The property never is null (the original's pass-through types).</summary>
    public Property NotNull() => this with { IsNullable = false };

    /// <inheritdoc cref="IsOptional"/>
    public Property Optional() => this with { IsOptional = true };

    /// <summary>The text is made of strata with these dimensions (<see cref="IsStrata"/>).</summary>
    public Property Strata(params IReadOnlyList<Property> dimensions) => this with { Properties = dimensions };

    public Property Accumulate(Accumulation accumulation) => this with { Accumulation = accumulation };

    /// <summary>The property is a field that can be filtered and, unless it is composite, sorted.</summary>
    /// <param name="name">The name of the field in REST; GraphQL derives its own.</param>
    /// <param name="description">What the field means, where that is not what the property means.</param>
    public Property Field(string name, string? description = null) => this with { Declaration = new(name, description ?? Description) };

    /// <summary>Like <see cref="Field"/>, and the field is a facet.</summary>
    public Property Facet(string name, string? description = null) =>
        this with { Declaration = new(name, description ?? Description) { IsFacet = true } };

    /// <summary>The property is indexed for the plugin's own summaries, under a name that no client can use.</summary>
    public Property Indexed(string name) => this with { Declaration = new(name, Description) { IsInternal = true } };

    /// <summary>REST sees the field as a date of millisecond resolution in the given entity types, and in others not at all (<c>spec/service.md</c>, addendum 1).</summary>
    public Property RestDate(params string[] entityTypes) => this with
    {
        Declaration = (Declaration ?? throw new InvalidOperationException($"{Name} is no field")) with { RestDateIn = entityTypes },
    };

    /// <inheritdoc cref="FieldDeclaration.FacetCompanion"/>
    public Property FacetCompanion(string field) => this with
    {
        Declaration = (Declaration ?? throw new InvalidOperationException($"{Name} is no field")) with { FacetCompanion = field },
    };
}
