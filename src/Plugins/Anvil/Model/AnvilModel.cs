using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Anvil.Model;

/// <summary>All that is declared of the metadata of AnVIL.</summary>
internal static class AnvilModel
{
    /// <summary>The entity types in which REST sees versions as dates.</summary>
    private static readonly string[] EveryType = [.. AnvilEntityTypes.All.Select(t => t.Name)];

    private static readonly DocumentProperty[] Document =
    [
        new(Text("entity_id", "The id of the entity").Field("entryId")),
        new(Text("uuid", "The id of a bundle that the entity is from").NotNull().Field("bundle_uuid"), "bundles"),
        new(Text("version", "Version of a bundle that the entity is from, the same timestamp for all").NotNull().Field("bundle_version").RestDate(EveryType), "bundles"),
        new(Text("id", "The id of the source that the entity is from").NotNull().Facet("source_id"), "sources"),
        new(Text("spec", "Specification of the source that the entity is from").NotNull().Field("source_spec"), "sources"),
    ];

    public static MetadataModel Instance { get; } = new(
        "Anvil",
        "Metadata of AnVIL: data files and the activities, biosamples, donors and data sets that they come from",
        AnvilEntityTypes.All,
        [
            AnvilDatasets.Datasets,
            AnvilDonors.Donors,
            AnvilDonors.Diagnoses,
            AnvilSamples.Biosamples,
            AnvilSamples.Activities,
            AnvilFiles.Files(EveryType),
        ],
        Document,
        new("entryId", "source_id", "source_spec", "bundle_uuid", "bundle_version"),
        AnvilSummary.Parts)
    {
        FacetOrder =
        [
            "source_id", "activities.activity_type", "activities.assay_type", "activities.data_modality", "biosamples.anatomical_site", "biosamples.biosample_type",
            "biosamples.disease", "diagnoses.disease", "diagnoses.phenotype", "diagnoses.phenopacket", "datasets.consent_group", "datasets.data_use_permission",
            "datasets.registered_identifier", "datasets.title", "donors.organism_type", "donors.phenotypic_sex", "donors.reported_ethnicity", "files.data_modality",
            "files.file_format", "files.reference_assembly", "files.is_supplementary",
        ],
    };
}
