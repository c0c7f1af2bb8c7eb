using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hits;

/// <summary>Derives the shape of a hit from what a plugin declares: all that documents hold, under the names that it has there.</summary>
internal static class ModelHits
{
    public static HitObject Of(MetadataModel model, EntityType type) => new(
    [
        new("entryId", OfDocument(model, model.Special.EntryId)),
        new("sources", ListOf(model, model.Special.SourceSpec, model.Special.SourceId)),
        new("bundles", ListOf(model, model.Special.BundleUuid, model.Special.BundleVersion)),
        .. OwnProperties(model).Select(p => new HitKey(p.Name, new HitValue(p, p.IsList))),
        .. type.Contents.Select(c => new HitKey(c.Key, Inner(model, type, c.Key, c.Value))),
    ]);

    // What the plugin adds to documents beside their contents.
    private static IEnumerable<Property> OwnProperties(MetadataModel model) =>
        model.Document.Where(d => d.Parent is null && d.Property.Declaration?.Name != model.Special.EntryId).Select(d => d.Property);

    private static HitList Inner(MetadataModel model, EntityType type, string innerType, InnerForm form)
    {
        var properties = model.InnerType(innerType).Properties.Where(p => type.Holds(innerType, p));
        var shape = new HitObject([.. properties.Select(p => new HitKey(p.Name, HitValue.Of(p, form)) { OnlyWith = p.IsOptional ? p.Name : null })]);
        return new(new HitElements(shape, "contents", innerType)) { ShowsAccess = form == InnerForm.Own };
    }

    // The special fields of one list of the document, sources or bundles.
    private static HitList ListOf(MetadataModel model, params string[] fields) =>
        new(new HitElements(new([.. fields.Select(name => new HitKey(name, OfDocument(model, name)))]), model.Field(fields[0])!.Path[0]));

    private static HitValue OfDocument(MetadataModel model, string field) => new(model.Field(field)!.Property, IsList: false);
}
