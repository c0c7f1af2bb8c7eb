using System.Collections.Frozen;

namespace Azul.Plugins.Hca.Graph;

/// <summary>A schema of the metadata standard, as far as it matters here (<c>spec/indexer.md</c> §4.2).</summary>
/// <param name="Name">The name that documents and their keys give: <c>specimen_from_organism</c>.</param>
/// <param name="Core">What its entities are.</param>
internal sealed record Schema(string Name, EntityCore Core)
{
    public const string DonorOrganism = "donor_organism";
    public const string Specimen = "specimen_from_organism";
    public const string CellSuspension = "cell_suspension";
    public const string CellLine = "cell_line";
    public const string Organoid = "organoid";
    public const string AnalysisFile = "analysis_file";
    public const string SequenceFile = "sequence_file";
    public const string SupplementaryFile = "supplementary_file";
    public const string AnalysisProcess = "analysis_process";
    public const string SequencingProcess = "sequencing_process";
    public const string SequencingProtocol = "sequencing_protocol";

    private static readonly FrozenDictionary<string, Schema> Known = All().ToFrozenDictionary(s => s.Name);

    /// <summary>The inner entity type that its entities become; null for those that become none.</summary>
    public string? InnerType { get; init; }

    /// <summary>Whether its entities can be samples.</summary>
    public bool IsSample => Name is Specimen or CellLine or Organoid;

    /// <summary>A property of the whole document that must be there.</summary>
    public string? RequiredOfDocument { get; init; }

    /// <summary>A property of the content that must be there, apart from those that the core requires.</summary>
    public string? RequiredOfContent { get; init; }

    /// <summary>The schema of that name, or null.</summary>
    public static Schema? Find(string name) => Known.GetValueOrDefault(name);

    private static IEnumerable<Schema> All() =>
    [
        new("project", EntityCore.Project),
        new(DonorOrganism, EntityCore.Biomaterial) { InnerType = "donors" },
        new(Specimen, EntityCore.Biomaterial) { InnerType = "specimens" },
        new(CellSuspension, EntityCore.Biomaterial) { InnerType = "cell_suspensions" },
        new(CellLine, EntityCore.Biomaterial) { InnerType = "cell_lines" },
        new(Organoid, EntityCore.Biomaterial) { InnerType = "organoids" },
        new("imaged_specimen", EntityCore.Biomaterial) { RequiredOfDocument = "slice_thickness" },
        .. Of(EntityCore.File, AnalysisFile, "reference_file", SequenceFile, SupplementaryFile, "image_file").Select(s => s with { InnerType = "files" }),
        .. Of(EntityCore.Process, "process", AnalysisProcess, "dissociation_process", "enrichment_process"),
        new("library_preparation_process", EntityCore.Process) { RequiredOfContent = "library_construction_approach" },
        new(SequencingProcess, EntityCore.Process) { RequiredOfContent = "instrument_manufacturer_model" },
        new("analysis_protocol", EntityCore.Protocol) { InnerType = "analysis_protocols" },
        new("imaging_protocol", EntityCore.Protocol) { InnerType = "imaging_protocols" },
        new("library_preparation_protocol", EntityCore.Protocol) { InnerType = "library_preparation_protocols" },
        new(SequencingProtocol, EntityCore.Protocol) { InnerType = "sequencing_protocols" },
        .. Of(
            EntityCore.Protocol,
            "protocol", "aggregate_generation_protocol", "collection_protocol", "differentiation_protocol", "dissociation_protocol", "enrichment_protocol",
            "ipsc_induction_protocol", "imaging_preparation_protocol", "treatment_protocol"),
    ];

    private static IEnumerable<Schema> Of(EntityCore core, params IEnumerable<string> names) => names.Select(name => new Schema(name, core));
}
