using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Azul.GraphSchema.Catalogs;

/// <summary>Makes the types that describe catalogs, their entity types and fields.</summary>
internal sealed class CatalogTypes
{
    private const string Origin = "the description of catalogs";

    private readonly SharedTypes types;

    /// <param name="types">The types that all plugins share.</param>
    /// <param name="entityTypes">What there is to say of the entity types of a plugin.</param>
    public CatalogTypes(SharedTypes types, Func<IMetadataPlugin, IReadOnlyList<EntityTypeNode>> entityTypes)
    {
        this.types = types;
        Catalog = MakeCatalog(MakeEntityType(MakeField()), entityTypes);
    }

    public ObjectGraphType Catalog { get; }

    private ObjectGraphType MakeCatalog(ObjectGraphType entityType, Func<IMetadataPlugin, IReadOnlyList<EntityTypeNode>> entityTypes)
    {
        var sources = new CatalogSources();
        var type = types.Registry.Object("Catalog", "A named group of indices, fed by one repository.", Origin);
        types.Registry.Add<CatalogNode>(type, "name", "The name of the catalog.", types.String.NonNull(), c => c.Catalog.Name);
        types.Registry.Add<CatalogNode>(
            type, "plugin", "The metadata plugin, whose root field takes the catalog.", types.String.NonNull(), c => c.Catalog.Metadata.Name);
        types.Registry.Add<CatalogNode>(
            type, "isDefault", "Whether requests that name no catalog mean this one.", types.Boolean.NonNull(), c => c.IsDefault);
        types.Registry.Add<CatalogNode>(type, "internal", "Whether user interfaces hide the catalog.", types.Boolean.NonNull(), c => c.Catalog.IsInternal);
        types.Registry.Add<CatalogNode>(type, "atlas", "The atlas that the catalog belongs to.", types.String.NonNull(), c => c.Catalog.Atlas);
        types.Registry.Add(type, new FieldType
        {
            Name = "sources",
            Description = "The sources that the catalog is configured with; null where its repository cannot be reached.",
            ResolvedType = types.Source.NonNull().List(),
            Resolver = new FuncFieldResolver<object?>(async context =>
                await sources.OfAsync(((CatalogNode)context.Source!).Catalog, context.CancellationToken).ConfigureAwait(false)),
        }, Origin);
        types.Registry.Add<CatalogNode>(
            type, "entityTypes", "What the catalog holds.", entityType.FullList(), c => entityTypes(c.Catalog.Metadata));
        return type;
    }

    private ObjectGraphType MakeEntityType(ObjectGraphType field)
    {
        var type = types.Registry.Object("EntityType", "What can be filtered, faceted, sorted and shown, for programs that build user interfaces.", Origin);
        types.Registry.Add<EntityTypeNode>(
            type, "name", "The name of the field that has all entities of the type.", types.String.NonNull(), e => GraphNames.Camel(e.EntityType.Name));
        types.Registry.Add<EntityTypeNode>(
            type, "defaultSort", "The name of the field that hits are sorted by unless the request says otherwise.", types.String.NonNull(), e => e.DefaultSort);
        types.Registry.Add<EntityTypeNode>(
            type, "defaultOrder", "The direction of that order.", types.Order.NonNull(), e => e.EntityType.Exposure!.DefaultDescending);
        types.Registry.Add<EntityTypeNode>(type, "fields", "The fields that entities of the type can have.", field.FullList(), e => e.Fields);
        return type;
    }

    private ObjectGraphType MakeField()
    {
        var type = types.Registry.Object("FieldInfo", "A field, and what can be done with it.", Origin);
        types.Registry.Add<FieldInfoNode>(
            type, "name", "The name in filters and facets, with a dot where it nests; sort keys have `_` for the dot.", types.String.NonNull(), f => f.Name);
        types.Registry.Add<FieldInfoNode>(type, "description", "What the field means.", types.String.NonNull(), f => f.Description);
        types.Registry.Add<FieldInfoNode>(type, "type", "What its values are.", MakeFieldType().NonNull(), f => f.Type);
        types.Registry.Add<FieldInfoNode>(type, "path", "Where entities of the type show it, with dots.", types.String.NonNull(), f => f.Path);
        types.Registry.Add<FieldInfoNode>(type, "list", "Whether an entity can have several values.", types.Boolean.NonNull(), f => f.IsList);
        types.Registry.Add<FieldInfoNode>(type, "nullable", "Whether an entity can have no value.", types.Boolean.NonNull(), f => f.IsNullable);
        types.Registry.Add<FieldInfoNode>(type, "facet", "Whether the field is a facet.", types.Boolean.NonNull(), f => f.IsFacet);
        types.Registry.Add<FieldInfoNode>(type, "filterable", "Whether the field can be filtered.", types.Boolean.NonNull(), _ => true);
        types.Registry.Add<FieldInfoNode>(type, "sortable", "Whether the field is a sort key.", types.Boolean.NonNull(), f => f.IsSortable);
        return type;
    }

    private EnumerationGraphType MakeFieldType()
    {
        var type = types.Registry.Enumeration("FieldType", "What the values of a field are.", Origin);
        type.Add("STRING", PropertyType.String, "Text.");
        type.Add("LONG", PropertyType.Long, "Integers.");
        type.Add("FLOAT", PropertyType.Float, "Numbers.");
        type.Add("BOOLEAN", PropertyType.Boolean, "True and false.");
        type.Add("DATE", PropertyType.DateTime, "Instants.");
        type.Add("COMPOSITE", PropertyType.Composite, "Objects that are compared, counted and filtered as a whole.");
        type.Add("RANGE", PropertyType.Range, "Ranges of numbers.");
        return type;
    }
}
