using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hca.Model;

/// <summary>The outer entity types: what documents are about, and what they hold (<c>spec/indexer.md</c> §3.3 and §4.4).</summary>
internal static class HcaEntityTypes
{
    public const string Files = "files";
    public const string CellSuspensions = "cell_suspensions";
    public const string Samples = "samples";
    public const string Projects = "projects";
    public const string Bundles = "bundles";

    private static readonly string[] Common =
    [
        "samples", "sample_cell_lines", "sample_organoids", "sample_specimens", "sequencing_inputs", "specimens", "cell_suspensions", "cell_lines", "donors",
        "organoids", "files", "analysis_protocols", "imaging_protocols", "library_preparation_protocols", "sequencing_protocols", "sequencing_processes",
    ];

    private static readonly string[] Matrices = ["matrices", "contributed_analyses"];

    private static readonly string[] Last = ["dates", "projects"];

    /// <summary>All of them, in the order of their indices.</summary>
    public static IReadOnlyList<EntityType> All { get; } =
    [
        new(Files, "file", "A data file", Holding([.. Common, .. Last], own: ["files"]))
        {
            Exposure = new("fileName"),
        },
        new(CellSuspensions, "cell_suspension", "A suspension of cells or nuclei", Holding([.. Common, .. Last], own: ["cell_suspensions"])),
        new(
            Samples, "sample", "A specimen, cell line or organoid that data were obtained from",
            Holding([.. Common, .. Last], own: ["samples", "sample_cell_lines", "sample_organoids", "sample_specimens"]))
        {
            Exposure = new("sampleId"),
        },
        new(Projects, "project", "A project with all that belongs to it", Holding([.. Common, .. Matrices, .. Last], own: ["projects"]))
        {
            Exposure = new("projectTitle") { MaxPageSize = 100 },
            IsHub = true,
        },
        new(Bundles, "bundle", "A bundle: some data files and all that is known of their origin", Holding([.. Common, .. Matrices, .. Last], items: ["files"]))
        {
            Exposure = new("bundleVersion") { DefaultDescending = true, MaxPageSize = 100 },
        },
    ];

    private static KeyValuePair<string, InnerForm>[] Holding(string[] innerTypes, string[]? own = null, string[]? items = null) =>
        innerTypes.Select(name => KeyValuePair.Create(
                name,
                own?.Contains(name) == true ? InnerForm.Own : items?.Contains(name) == true ? InnerForm.Items : InnerForm.Groups))
            .ToArray();
}
