using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>
/// Samples: the specimens, cell lines and organoids that data were obtained from without another one in between, once in a common form and once each in the form of its own
/// (<c>spec/indexer.md</c> §4.3 and §4.5).
/// </summary>
internal static class HcaSamples
{
    public static InnerEntityType Samples { get; } = new(
        "samples", "sample", "Samples of any kind, in a common form",
        [
            .. HcaBiomaterials.Identified("sample", null, p => p.Field("sampleId")),
            Text("entity_type", "Kind of the sample: specimens, cell_lines or organoids").Facet("sampleEntityType"),
            Text("organ", "Organ of a sample that is a specimen").Facet("organ"),
            Text("organ_part", "Organ parts of a sample that is a specimen").List().Facet("organPart"),
            Text("model_organ", "Organ that a sample is a model of which is a cell line or organoid").Facet("modelOrgan"),
            Text("model_organ_part", "Organ part that a sample is a model of which is an organoid").Facet("modelOrganPart"),
            Text("effective_organ", "Organ, or model organ, of the sample").Facet("effectiveOrgan"),
        ]);

    public static InnerEntityType Specimens { get; } = new(
        "sample_specimens", "sample_specimen", "Samples that are specimens",
        [
            .. HcaBiomaterials.Identified("specimen"),
            Text("disease", "Diseases of the specimen").List().Facet("sampleDisease", "Diseases of a sample that is a specimen"),
            Text("organ", "Organ that the specimen is from"),
            Text("organ_part", "Parts of the organ that the specimen is from").List(),
            Text("preservation_method", "How the specimen was preserved"),
            .. HcaBiomaterials.SpecimenDetails,
        ]);

    public static InnerEntityType CellLines { get; } = new(
        "sample_cell_lines", "sample_cell_line", "Samples that are cell lines",
        [
            .. HcaBiomaterials.Identified("cell line"),
            Text("cell_line_type", "Type of the cell line"),
            Text("model_organ", "Organ that the cell line is a model of"),
        ]);

    public static InnerEntityType Organoids { get; } = new(
        "sample_organoids", "sample_organoid", "Samples that are organoids",
        [
            .. HcaBiomaterials.Identified("organoid"),
            Text("model_organ", "Organ that the organoid is a model of"),
            Text("model_organ_part", "Part of the organ that the organoid is a model of"),
        ]);
}
