using System.Collections.Frozen;
using Azul.Plugins.Anvil.Model;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Anvil.Hits;

/// <summary>The shapes of hits: everything of the entity itself, and a selection of what it is linked to (<c>spec/service.md</c> §4.7).</summary>
internal static class AnvilHits
{
    private static readonly FrozenDictionary<string, string[]> Selection = new Dictionary<string, string[]>
    {
        [AnvilEntityTypes.Activities] = ["activity_type", "assay_type", "data_modality"],
        [AnvilEntityTypes.Biosamples] = ["anatomical_site", "biosample_type", "disease", "donor_age_at_collection_unit", "donor_age_at_collection"],
        [AnvilEntityTypes.Datasets] = ["dataset_id", "title"],
        [AnvilEntityTypes.Diagnoses] = ["disease", "phenotype", "phenopacket", "onset_age_unit", "diagnosis_age_unit"],
        [AnvilEntityTypes.Donors] = ["organism_type", "phenotypic_sex", "reported_ethnicity", "genetic_ancestry"],
        [AnvilEntityTypes.Files] = ["count", "data_modality", "file_format", "is_supplementary", "reference_assembly"],
    }.ToFrozenDictionary();

    // Only donors are shown with the ages of their diagnoses.
    private static readonly string[] Ages = ["diagnosis_age", "onset_age"];

    private static readonly FrozenDictionary<string, HitShape> ByType = AnvilEntityTypes.All.ToFrozenDictionary(t => t.Name, t => (HitShape)Hit(t));

    public static HitShape Of(EntityType type) => ByType[type.Name];

    private static HitObject Hit(EntityType type) => new(
    [
        new("entryId", OfDocument("entity_id")),
        new("sources", new HitList(new HitElements(new(new("source_spec", OfDocument("spec")), new("source_id", OfDocument("id"))), "sources"))),
        new("bundles", new HitList(new HitElements(new(new("bundle_uuid", OfDocument("uuid")), new("bundle_version", OfDocument("version"))), "bundles"))
        {
            ShowsAccess = type.Name == AnvilEntityTypes.Bundles,
        }),
        .. type.Contents.Select(c => new HitKey(c.Key, List(type, c.Key, c.Value))),
    ]);

    private static HitList List(EntityType type, string innerType, InnerForm form) => new(new HitElements(Inner(type, innerType, form), "contents", innerType))
    {
        ShowsAccess = form == InnerForm.Own,
    };

    private static HitObject Inner(EntityType type, string innerType, InnerForm form)
    {
        var properties = AnvilModel.Instance.InnerType(innerType).Properties.Where(p => type.Holds(innerType, p) && (form == InnerForm.Own || IsSelected(type, innerType, p)));
        return new(
        [
            .. properties.Select(p => new HitKey(p.Name, HitValue.Of(p, form)) { OnlyWith = p.Name }),
            .. innerType == AnvilEntityTypes.Files && form == InnerForm.Own ? [new("url", new HitFileUrl("uuid", "version", "drs_uri"))] : Array.Empty<HitKey>(),
        ]);
    }

    private static bool IsSelected(EntityType type, string innerType, Property property) =>
        Selection[innerType].Contains(property.Name)
        || (type.Name == AnvilEntityTypes.Donors && innerType == AnvilEntityTypes.Diagnoses && Ages.Contains(property.Name));

    private static HitValue OfDocument(string name) => new(AnvilModel.Instance.Document.First(d => d.Property.Name == name).Property, IsList: false);
}
