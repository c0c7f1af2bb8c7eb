using System.Collections.Frozen;

namespace Azul.Plugins.Metadata;

/// <summary>
/// What a metadata plugin declares of its domain, once: entity types, properties, fields, facets and summaries. The GraphQL schema, REST validation, the columns of the index and all
/// descriptions are derived from it.
/// </summary>
public sealed class MetadataModel
{
    private readonly FrozenDictionary<string, Field> fields;
    private readonly FrozenDictionary<string, EntityType> entityTypes;
    private readonly FrozenDictionary<string, InnerEntityType> innerTypes;

    /// <param name="prefix">What the names of the plugin's GraphQL types start with: <c>Hca</c>.</param>
    /// <param name="description">What the metadata are, in one line.</param>
    /// <param name="entityTypes">The outer entity types, in the order of their indices.</param>
    /// <param name="innerTypes">The inner entity types, in order.</param>
    /// <param name="document">The properties of the document itself that are declared beside its contents, among them those named in <paramref name="special"/>.</param>
    /// <param name="special">The names of the fields that every plugin has.</param>
    /// <param name="summary">What the summary is made of, in order.</param>
    /// <exception cref="ArgumentException">Two properties declare the same field, or something refers to a name that does not exist.</exception>
    public MetadataModel(
        string prefix,
        string description,
        IReadOnlyList<EntityType> entityTypes,
        IReadOnlyList<InnerEntityType> innerTypes,
        IReadOnlyList<DocumentProperty> document,
        SpecialFields special,
        IReadOnlyList<SummaryPart> summary)
    {
        Prefix = prefix;
        Description = description;
        EntityTypes = entityTypes;
        InnerTypes = innerTypes;
        Document = document;
        Special = special;
        Summary = summary;
        this.entityTypes = entityTypes.ToFrozenDictionary(t => t.Name);
        this.innerTypes = innerTypes.ToFrozenDictionary(t => t.Name);
        AllFields = document.Select(d => d.ToField())
            .Concat(innerTypes.SelectMany(FieldsOf))
            .OfType<Field>()
            .ToArray();
        foreach (var twins in AllFields.GroupBy(f => f.Name).Where(g => g.Count() > 1))
            throw new ArgumentException($"The field {twins.Key} is declared more than once: {string.Join(", ", twins)}");
        fields = AllFields.ToFrozenDictionary(f => f.Name);
        CheckReferences();
    }

    /// <summary>A model whose documents have nothing of their own beside their contents, and whose special fields have the usual names (<see cref="DocumentProperty.Usual"/>).</summary>
    /// <inheritdoc cref="MetadataModel(string, string, IReadOnlyList{EntityType}, IReadOnlyList{InnerEntityType}, IReadOnlyList{DocumentProperty}, SpecialFields, IReadOnlyList{SummaryPart})"/>
    public MetadataModel(
        string prefix, string description, IReadOnlyList<EntityType> entityTypes, IReadOnlyList<InnerEntityType> innerTypes, params IReadOnlyList<SummaryPart> summary)
        : this(prefix, description, entityTypes, innerTypes, DocumentProperty.Usual(entityTypes), SpecialFields.Usual, summary)
    {
    }

    public string Prefix { get; }

    public string Description { get; }

    public IReadOnlyList<EntityType> EntityTypes { get; }

    /// <summary>The entity types that clients can ask for.</summary>
    public IEnumerable<EntityType> ExposedTypes => EntityTypes.Where(t => t.Exposure is not null);

    public IReadOnlyList<InnerEntityType> InnerTypes { get; }

    public IReadOnlyList<DocumentProperty> Document { get; }

    public SpecialFields Special { get; }

    public IReadOnlyList<SummaryPart> Summary { get; }

    /// <summary>Every field, internal ones included.</summary>
    public IReadOnlyList<Field> AllFields { get; }

    /// <summary>The fields that clients can use.</summary>
    public IEnumerable<Field> Fields => AllFields.Where(f => !f.IsInternal);

    /// <summary>The facets, in the order of <see cref="FacetOrder"/>; those that it does not name follow in the order of their declarations.</summary>
    public IEnumerable<Field> Facets => Fields.Where(f => f.IsFacet).OrderBy(f => FacetOrder.TakeWhile(name => name != f.Name).Count());

    /// <summary>The names of the facets in the order in which they are shown, where that is not the order of their declarations.</summary>
    public IReadOnlyList<string> FacetOrder { get; init; } = [];

    /// <summary>The field of that name, internal ones included, or null.</summary>
    public Field? Field(string name) => fields.GetValueOrDefault(name);

    public EntityType? EntityType(string name) => entityTypes.GetValueOrDefault(name);

    public InnerEntityType InnerType(string name) => innerTypes[name];

    private static IEnumerable<Field?> FieldsOf(InnerEntityType type) =>
        type.Properties.Select(p => p.Declaration is { } d ? new Field(d, p, type, "contents", type.Name, p.Name) : null);

    private void CheckReferences()
    {
        foreach (var type in EntityTypes)
        {
            foreach (var (inner, _) in type.Contents)
                _ = innerTypes.ContainsKey(inner) ? 0 : throw new ArgumentException($"{type.Name} holds {inner}, which is no inner entity type");
            if (type.Exposure is { } exposure)
                CheckField(exposure.DefaultSort, $"the default sort field of {type.Name}");
        }
        foreach (var name in new[] { Special.EntryId, Special.SourceId, Special.SourceSpec, Special.BundleUuid, Special.BundleVersion })
            CheckField(name, "a special field");
        foreach (var field in AllFields)
        {
            if (field.Declaration.FacetCompanion is { } companion)
                CheckField(companion, $"the companion of {field.Name}");
        }
        foreach (var part in Summary)
            CheckMeasure(part.Name, part.Measure);
    }

    private void CheckMeasure(string name, SummaryMeasure measure)
    {
        foreach (var field in measure.Fields)
            CheckField(field, $"named by the summary's {name}");
        foreach (var type in measure.EntityTypes)
            _ = entityTypes.ContainsKey(type) ? 0 : throw new ArgumentException($"The summary's {name} names {type}, which is no entity type");
    }

    private void CheckField(string name, string role)
    {
        if (!fields.ContainsKey(name))
            throw new ArgumentException($"{name}, {role}, is no field");
    }
}
