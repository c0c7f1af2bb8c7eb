using System.Collections.Frozen;
using Azul.Plugins.Hca.Model;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hca.Hits;

/// <summary>The shapes of hits (<c>spec/service.md</c> §4.2).</summary>
internal sealed class HcaHits
{
    private static readonly string[] Matrices = ["matrices", "contributed_analyses"];

    private static readonly FrozenDictionary<string, HitShape> ByType =
        HcaEntityTypes.All.ToFrozenDictionary(t => t.Name, t => (HitShape)new HcaHits(t).Hit());

    private readonly EntityType type;

    private HcaHits(EntityType type) => this.type = type;

    private bool ListsFiles => type.Name is HcaEntityTypes.Files or HcaEntityTypes.Bundles;

    public static HitShape Of(EntityType type) => ByType[type.Name];

    private HitObject Hit() => new(
    [
        new("protocols", Protocols),
        new("entryId", Value("entity_id")),
        new("sources", new HitList(new HitElements(new(new("sourceId", Value("id")), new("sourceSpec", Value("spec"))), "sources"))),
        new("projects", Projects),
        new("samples", Samples),
        new("specimens", List("specimens", Specimen("specimens"))),
        new("cellLines", List("cell_lines", CellLine("cell_lines"))),
        new("donorOrganisms", List("donors", Donor)),
        new("organoids", List("organoids", Organoid("organoids"))),
        new("cellSuspensions", List("cell_suspensions", CellSuspension)),
        new("dates", List("dates", Dates)),
        .. ListsFiles ? [new("bundles", Bundles), new("files", List("files", File(FormOf("files"))))] : new HitKey[] { new("fileTypeSummaries", List("files", FileType)) },
    ]);

    private HitList Protocols => new(
        Elements("analysis_protocols", Keys("analysis_protocols", ("workflow", "workflow"))),
        Elements("imaging_protocols", Keys("imaging_protocols", ("assayType", "assay_type"))),
        Elements("library_preparation_protocols", Keys(
            "library_preparation_protocols",
            ("libraryConstructionApproach", "library_construction_approach"),
            ("nucleicAcidSource", "nucleic_acid_source"))),
        Elements("sequencing_protocols", Keys(
            "sequencing_protocols",
            ("instrumentManufacturerModel", "instrument_manufacturer_model"),
            ("pairedEnd", "paired_end"))));

    private HitList Bundles => new(new HitElements(new(new("bundleUuid", Value("uuid")), new("bundleVersion", Value("version"))), "bundles"))
    {
        ShowsAccess = type.Name == HcaEntityTypes.Bundles,
    };

    private HitList Projects => new(Elements("projects", Project) with { Beside = type.Name == HcaEntityTypes.Projects ? Matrices : [] })
    {
        ShowsAccess = type.Name == HcaEntityTypes.Projects,
    };

    private HitObject Project => new(
    [
        .. Keys(
            "projects",
            ("projectId", "document_id"),
            ("projectTitle", "project_title"),
            ("projectShortname", "project_short_name")).Keys,
        new("laboratory", PropertyOf("projects", "laboratory") with { IsSorted = true }),
        .. Keys(
            "projects",
            ("estimatedCellCount", "estimated_cell_count"),
            ("isTissueAtlasProject", "is_tissue_atlas_project"),
            ("tissueAtlas", "tissue_atlas"),
            ("bionetworkName", "bionetwork_name"),
            ("dataUseRestriction", "data_use_restriction")).Keys,
        .. type.Name == HcaEntityTypes.Projects ? ProjectDetails : [],
    ]);

    // What only the documents of projects say of projects.
    private IEnumerable<HitKey> ProjectDetails =>
    [
        .. Keys("projects", ("projectDescription", "project_description")).Keys,
        new("contributors", new HitList(new HitElements(CamelCased("projects", "contributors"), "contributors"))),
        new("publications", new HitList(new HitElements(CamelCased("projects", "publications"), "publications"))),
        .. Keys("projects", ("supplementaryLinks", "supplementary_links")).Keys,
        new("matrices", new StratificationTree(Matrices[0], File(InnerForm.Items))),
        new("contributedAnalyses", new StratificationTree(Matrices[1], File(InnerForm.Items))),
        .. Keys("projects", ("accessions", "accessions")).Keys,
    ];

    private HitList Samples => new(
        Elements("sample_cell_lines", Sample("sample_cell_lines", "cellLines", "model_organ", CellLine("sample_cell_lines"))),
        Elements("sample_organoids", Sample("sample_organoids", "organoids", "model_organ", Organoid("sample_organoids"))),
        Elements("sample_specimens", Sample("sample_specimens", "specimens", "organ", Specimen("sample_specimens"))))
    {
        ShowsAccess = type.Name == HcaEntityTypes.Samples,
    };

    private HitObject Donor => Keys(
        "donors",
        ("id", "biomaterial_id"),
        ("donorCount", "donor_count"),
        ("developmentStage", "development_stage"),
        ("genusSpecies", "genus_species"),
        ("organismAge", "organism_age"),
        ("organismAgeRange", "organism_age_range"),
        ("biologicalSex", "biological_sex"),
        ("disease", "diseases"));

    private HitObject CellSuspension => Keys(
        "cell_suspensions",
        ("organ", "organ"),
        ("organPart", "organ_part"),
        ("selectedCellType", "selected_cell_type"),
        ("totalCells", "total_estimated_cells"),
        ("totalCellsRedundant", "total_estimated_cells_redundant"));

    private HitObject Dates => Keys(
        "dates",
        ("aggregateLastModifiedDate", "aggregate_last_modified_date"),
        ("aggregateSubmissionDate", "aggregate_submission_date"),
        ("aggregateUpdateDate", "aggregate_update_date"),
        ("lastModifiedDate", "last_modified_date"),
        ("submissionDate", "submission_date"),
        ("updateDate", "update_date"));

    private HitObject FileType => Keys(
        "files",
        ("format", "file_format"),
        ("count", "count"),
        ("totalSize", "size"),
        ("matrixCellCount", "matrix_cell_count"),
        ("fileSource", "file_source"),
        ("isIntermediate", "is_intermediate"),
        ("contentDescription", "content_description"));

    private static HitObject File(InnerForm form) => new(
    [
        .. Keys(
            "files",
            form,
            ("contentDescription", "content_description"),
            ("format", "file_format"),
            ("isIntermediate", "is_intermediate"),
            ("name", "name"),
            ("sha256", "sha256"),
            ("size", "size"),
            ("fileSource", "file_source"),
            ("uuid", "uuid"),
            ("version", "version"),
            ("matrixCellCount", "matrix_cell_count"),
            ("drs_uri", "drs_uri")).Keys,
        new("url", new HitFileUrl("uuid", "version", "drs_uri")),
    ]);

    private HitObject Specimen(string innerType) => Keys(
        innerType,
        ("id", "biomaterial_id"),
        ("organ", "organ"),
        ("organPart", "organ_part"),
        ("disease", "disease"),
        ("preservationMethod", "preservation_method"),
        ("source", "_source"));

    private HitObject CellLine(string innerType) => Keys(innerType, ("id", "biomaterial_id"), ("cellLineType", "cell_line_type"), ("modelOrgan", "model_organ"));

    private HitObject Organoid(string innerType) => Keys(
        innerType, ("id", "biomaterial_id"), ("modelOrgan", "model_organ"), ("modelOrganPart", "model_organ_part"));

    private HitObject Sample(string innerType, string kind, string organ, HitObject ownKeys) => new(
    [
        new("sampleEntityType", new HitConstant(kind, IsList: FormOf(innerType) == InnerForm.Groups)),
        new("effectiveOrgan", PropertyOf(innerType, organ)),
        .. ownKeys.Keys,
    ]);

    private HitList List(string innerType, HitObject shape) => new(Elements(innerType, shape)) { ShowsAccess = innerType == type.Name };

    private static HitElements Elements(string innerType, HitObject shape) => new(shape, "contents", innerType);

    private HitObject Keys(string innerType, params IEnumerable<(string Key, string Property)> keys) => Keys(innerType, FormOf(innerType), keys);

    private static HitObject Keys(string innerType, InnerForm form, params IEnumerable<(string Key, string Property)> keys) =>
        new([.. keys.Select(k => new HitKey(k.Key, PropertyOf(innerType, form, k.Property)))]);

    private HitValue PropertyOf(string innerType, string name) => PropertyOf(innerType, FormOf(innerType), name);

    private static HitValue PropertyOf(string innerType, InnerForm form, string name)
    {
        var property = HcaModel.Instance.InnerType(innerType).Property(name) ?? throw new ArgumentException($"{innerType} have no property {name}", nameof(name));
        return HitValue.Of(property, form);
    }

    private InnerForm FormOf(string innerType) =>
        type.FormOf(innerType) ?? throw new ArgumentException($"{type.Name} do not hold {innerType}", nameof(innerType));

    private static HitValue Value(string name) => new(HcaModel.Instance.Document.First(d => d.Property.Name == name).Property, IsList: false);

    // The keys of nested objects are those of the document in camel case.
    private static HitObject CamelCased(string innerType, string name) => new(
    [
        .. HcaModel.Instance.InnerType(innerType).Property(name)!.Properties
            .Select(p => new HitKey(CamelCase(p.Name), new HitValue(p, p.IsList))),
    ]);

    private static string CamelCase(string name) =>
        string.Concat(name.Split('_').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
