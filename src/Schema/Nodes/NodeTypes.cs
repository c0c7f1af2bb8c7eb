using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;
using GraphQL.Types;

namespace Azul.GraphSchema.Nodes;

/// <summary>
/// Makes the types of a plugin's entities. Three forms of an entity differ: itself (<c>HcaFile</c>), aggregated inside another (<c>HcaFileGroup</c>), where
/// scalars became lists, and unaggregated inside another (<c>HcaFileItem</c>). Each has only what its documents can hold.
/// </summary>
internal sealed class NodeTypes(SharedTypes types, CompositeTypes composites, MetadataModel model)
{
    private const string Id = "id";
    private const string Accessible = "accessible";
    private const string Bundles = "bundles";

    private readonly Dictionary<string, ObjectGraphType> made = [];

    /// <summary>Whether a field of entities is known without their documents.</summary>
    public static bool IsKnownOfHits(string field) => field is Id or Accessible or "__typename";

    /// <summary>The type of the entities of an outer entity type.</summary>
    public ObjectGraphType Entity(EntityType entityType)
    {
        var origin = $"the entity type {entityType.Name}";
        var type = types.Registry.Object(model.Prefix + GraphNames.Pascal(entityType.Singular), entityType.Description + ".", origin);
        AddCommon(type);
        foreach (var property in model.Document.Where(d => d.Parent is null).Select(d => d.Property).Where(p => p.Declaration?.Name != model.Special.EntryId))
            AddProperty<EntityNode>(type, property, InnerForm.Own, e => e.Document, $"the property {property.Name} of documents");
        if (OwnType(entityType) is { } own)
            AddOwn(type, own);
        foreach (var (inner, form) in entityType.Contents.Where(c => model.InnerType(c.Key) != OwnType(entityType)))
            AddInner(type, model.InnerType(inner), form);
        return type;
    }

    /// <summary>Where nodes of the entity type have a field, with dots; null where they have none.</summary>
    public string? PathOf(EntityType entityType, GraphField field)
    {
        if (field.Source is not { } source)
            return Accessible;
        if (source.Name == model.Special.EntryId)
            return Id;
        var steps = source.InnerType is null ? source.Path : source.InnerType == OwnType(entityType) ? source.Path.Skip(2) : source.Path.Skip(1);
        return string.Join('.', steps.Select(GraphNames.Camel));
    }

    /// <summary>Whether an entity of the type can have several values for a field.</summary>
    public bool IsList(EntityType entityType, GraphField field) => field.Source switch
    {
        null => false,
        { InnerType: null } source => source.Path.Count > 1,
        { InnerType: { } inner } source when inner == OwnType(entityType) => IsList(source.Property, InnerForm.Own),
        _ => true,
    };

    /// <summary>Whether an entity of the type can have no value for a field.</summary>
    public bool IsNullable(EntityType entityType, GraphField field) => field.Source switch
    {
        null => false,
        { InnerType: null } source => source.IsNullable && source.Name != model.Special.EntryId,
        { InnerType: { } inner } source when inner == OwnType(entityType) => source.IsNullable || source.Property.IsOptional,
        _ => true,
    };

    // The inner entity type that is the entity itself, whose properties stand directly on it.
    private InnerEntityType? OwnType(EntityType entityType) =>
        entityType.FormOf(entityType.Name) == InnerForm.Own ? model.InnerType(entityType.Name) : null;

    private void AddCommon(ObjectGraphType type)
    {
        types.Registry.Add<EntityNode>(type, Id, "The id of the entity.", types.Id.NonNull(), e => e.Id);
        types.Registry.Add<EntityNode>(
            type, Accessible, "Whether the caller may access one of the entity's sources.", types.Boolean.NonNull(), e => e.IsAccessible);
        types.Registry.Add<EntityNode>(
            type, "sources", "Where the entity's bundles come from.", types.Source.FullList(),
            e => e.Document.Children("sources").Select(s => new SourceNode(s.Text("id") ?? "", s.Text("spec") ?? "")));
        types.Registry.Add<EntityNode>(
            type, Bundles, "The bundles that the entity is from, at most 100.", types.BundleVersion.FullList(), BundlesOf);
        if (type.Name != model.Prefix + GraphNames.Pascal(GraphNames.Singular(Bundles)))
            return;
        types.Registry.Add<EntityNode>(type, "uuid", "The UUID of the bundle.", types.String.NonNull(), e => BundlesOf(e).FirstOrDefault()?.Uuid);
        types.Registry.Add<EntityNode>(type, "version", "The version of the bundle.", types.String.NonNull(), e => BundlesOf(e).FirstOrDefault()?.Version);
    }

    private static IEnumerable<BundleNode> BundlesOf(EntityNode entity) =>
        entity.Document.Children(Bundles).Select(b => new BundleNode(b.Text("uuid") ?? "", b.Text("version") ?? ""));

    private void AddOwn(ObjectGraphType type, InnerEntityType own)
    {
        foreach (var property in own.Properties.Where(p => !p.Accumulation.IsOnlyAggregated))
            AddProperty<EntityNode>(type, property, InnerForm.Own, e => e.Inner(own.Name).FirstOrDefault(), $"the property {property.Name} of {own.Name}");
        if (FileUrl.IsFor(own.Properties))
            AddUrl<EntityNode>(type, e => e.Inner(own.Name).FirstOrDefault());
    }

    private void AddInner(ObjectGraphType type, InnerEntityType inner, InnerForm form)
    {
        var leaf = inner.Properties.FirstOrDefault(p => p.Type == PropertyType.Entities && p.Properties.Any(s => s.IsStrata));
        types.Registry.Add<EntityNode>(
            type, GraphNames.Camel(inner.Name), inner.Description + ".", (leaf is null ? Inner(inner, form) : Leaf(inner, leaf)).FullList(),
            leaf is null ? e => e.Inner(inner.Name) : e => e.Inner(inner.Name).SelectMany(i => LeafNode.Of(i, leaf)),
            $"the inner entities {inner.Name}");
    }

    private ObjectGraphType Inner(InnerEntityType inner, InnerForm form) =>
        Made(GraphNames.Pascal(inner.Singular) + SuffixOf(form), inner.Description, $"the inner entity type {inner.Name}", (type, origin) =>
        {
            foreach (var property in inner.Properties.Where(p => IsHeld(p, form)))
                AddProperty<DocumentNode>(type, property, form, node => node, $"{origin}, property {property.Name}");
            if (form != InnerForm.Groups && FileUrl.IsFor(inner.Properties))
                AddUrl<DocumentNode>(type, node => node);
        });

    private static string SuffixOf(InnerForm form) => form == InnerForm.Groups ? "Group" : "Item";

    private static bool IsHeld(Property property, InnerForm form) =>
        form == InnerForm.Groups ? !property.Accumulation.IsDropped : !property.Accumulation.IsOnlyAggregated;

    // A tree of files by their strata is offered as the list of its leaves, each a file with its stratum.
    private ObjectGraphType Leaf(InnerEntityType inner, Property files)
    {
        var name = GraphNames.Pascal((Twin(files) ?? inner).Singular) + "Leaf";
        return Made(name, $"{files.Description}: one for each combination of the dimensions", $"the strata of {inner.Name}", (type, origin) =>
        {
            foreach (var property in files.Properties.Where(p => !p.IsStrata))
                AddProperty<LeafNode>(type, property, InnerForm.Items, leaf => leaf, $"{origin}, property {property.Name}");
            foreach (var dimension in files.Properties.Where(p => p.IsStrata).SelectMany(p => p.Properties))
            {
                types.Registry.Add<LeafNode>(
                    type, GraphNames.Camel(dimension.Name), $"{dimension.Description}; null where it is not specified.", types.String,
                    leaf => leaf.Stratum.GetValueOrDefault(dimension.Name), origin);
            }
            AddUrl<LeafNode>(type, leaf => leaf);
        });
    }

    private ObjectGraphType Nested(Property property, string origin)
    {
        if (Twin(property) is { } twin)
            return Inner(twin, InnerForm.Items);
        return Made(GraphNames.Singular(GraphNames.Pascal(property.Name)), property.Description, origin, (type, self) =>
        {
            foreach (var part in property.Properties)
                AddProperty<DocumentNode>(type, part, InnerForm.Items, node => node, $"{self}, property {part.Name}");
        });
    }

    // The inner entity type whose unaggregated entities have all the scalar properties of the nested ones: a file's related files are files.
    private InnerEntityType? Twin(Property nested)
    {
        var properties = Scalars(nested.Properties);
        return model.InnerTypes.FirstOrDefault(inner => properties.SetEquals(Scalars(inner.Properties.Where(p => !p.Accumulation.IsOnlyAggregated))));
    }

    private static HashSet<(string, PropertyType)> Scalars(IEnumerable<Property> properties) =>
        [.. properties.Where(p => p.Type != PropertyType.Entities && !p.IsStrata).Select(p => (p.Name, p.Type))];

    private ObjectGraphType Made(string name, string description, string origin, Action<ObjectGraphType, string> fill)
    {
        if (made.TryGetValue(name, out var type))
            return type;
        type = made[name] = types.Registry.Object(model.Prefix + name, description + ".", origin);
        fill(type, origin);
        return type;
    }

    private void AddUrl<T>(ObjectGraphType type, Func<T, DocumentNode?> file) =>
        types.Registry.Add<T>(
            type, FileUrl.Name, "Where the file can be downloaded from; null where it cannot be.", types.String,
            node => file(node) is { } found ? FileUrl.Of(found) : null);

    private void AddProperty<T>(ObjectGraphType type, Property property, InnerForm form, Func<T, DocumentNode?> owner, string origin)
    {
        // Constants of the original's schemas say nothing.
        if (property.Name.StartsWith('_'))
            return;
        var reader = new PropertyReader(property, IsList(property, form), HasEmptyList(property, form));
        types.Registry.Add<T>(
            type, GraphNames.Camel(property.Name), property.Description + ".", TypeOf(property, form, origin), node => reader.Read(owner(node)), origin);
    }

    private IGraphType TypeOf(Property property, InnerForm form, string origin)
    {
        var value = ValueType(property, origin);
        if (property.Type == PropertyType.Entities)
            return value.FullList();
        if (IsList(property, form))
        {
            IGraphType list = (property.IsNullable ? value : value.NonNull()).List();
            return HasEmptyList(property, form) ? new NonNullGraphType(list) : list;
        }
        return form != InnerForm.Groups && !property.IsNullable && !property.IsOptional ? value.NonNull() : value;
    }

    private static bool IsList(Property property, InnerForm form) =>
        property.IsList || property.Type is PropertyType.Entities or PropertyType.Counts || (form == InnerForm.Groups && property.Accumulation.IsList);

    // Where nothing is known of a property that is always there, there is an empty list.
    private static bool HasEmptyList(Property property, InnerForm form) => IsList(property, form) && !property.IsOptional;

    private IGraphType ValueType(Property property, string origin) => property.Type switch
    {
        PropertyType.Long => types.Long,
        PropertyType.Float => types.Float,
        PropertyType.Boolean => types.Boolean,
        PropertyType.DateTime => types.DateTime,
        PropertyType.Range => types.FloatRange,
        PropertyType.Composite => composites.Output(property, origin),
        PropertyType.Entities => Nested(property, origin),
        _ => types.String,
    };
}
