using Azul.Plugins.Aggregation;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>Biomaterials: what data were obtained from (<c>spec/indexer.md</c> §4.5).</summary>
internal static class HcaBiomaterials
{
    public static InnerEntityType Donors { get; } = new(
        "donors", "donor", "Donor organisms",
        [
            .. Identified("donor", p => p.Indexed("donors.document_id")),
            Text("biological_sex", "Biological sex of the donor").Facet("biologicalSex"),
            Text("genus_species", "Species of the donor").List().Facet("genusSpecies"),
            Text("diseases", "Diseases of the donor").List().Facet("donorDisease"),
            Text("development_stage", "Stage of development of the donor").Facet("developmentStage"),
            Composite("organism_age", "Age of the donor", Text("value", "A number, or a range of numbers"), Text("unit", "Unit of time"))
                .Accumulate(Accumulation.SetOfEntities(100, NullOrder.Last, "value", "unit")).Facet("organismAge"),
            Range("organism_age_range", "Age of the donor in seconds; absent where it is not known")
                .NotNull().Optional().Accumulate(Accumulation.SetOfRanges(100)).Field("organismAgeRange"),
            Integer("donor_count", "Number of donors").Optional().Accumulate(Accumulation.CountDistinct("biomaterial_id")).Field("donorCount"),
        ]);

    public static InnerEntityType Specimens { get; } = new(
        "specimens", "specimen", "Specimens from organisms, whether or not they are samples",
        [
            .. Identified("specimen", p => p.Indexed("specimens.document_id")),
            Text("disease", "Diseases of the specimen").List().Facet("specimenDisease"),
            Text("organ", "Organ that the specimen is from").Facet("specimenOrgan"),
            Text("organ_part", "Parts of the organ that the specimen is from").List().Facet("specimenOrganPart"),
            Text("preservation_method", "How the specimen was preserved").Facet("preservationMethod"),
            .. SpecimenDetails,
        ]);

    public static InnerEntityType CellSuspensions { get; } = new(
        "cell_suspensions", "cell_suspension", "Suspensions of cells or nuclei; where they are aggregated, one group for each set of organs",
        [
            .. Identified("cell suspension"),
            Text("selected_cell_type", "Types of cells that were selected").List().Facet("selectedCellType"),
            Text("organ", "Organs, or model organs, of the samples that the suspension is from").List().Indexed("cell_suspensions.organ"),
            Text("organ_part", "Organ parts of the samples that the suspension is from").List(),
            Integer("total_estimated_cells", "Number of cells; 0 where another suspension was made of this one, so that sums count no cell twice")
                .Accumulate(Accumulation.SumOverDistinct("document_id")).Indexed("cell_suspensions.total_estimated_cells"),
            Integer("total_estimated_cells_redundant", "Number of cells where another suspension was made of this one, else 0")
                .Accumulate(Accumulation.SumOverDistinct("document_id")),
        ])
    {
        GroupBy = ["organ"],
    };

    public static InnerEntityType CellLines { get; } = new(
        "cell_lines", "cell_line", "Cell lines, whether or not they are samples",
        [
            .. Identified("cell line"),
            Text("cell_line_type", "Type of the cell line").Facet("cellLineType"),
            Text("model_organ", "Organ that the cell line is a model of"),
        ]);

    public static InnerEntityType Organoids { get; } = new(
        "organoids", "organoid", "Organoids, whether or not they are samples",
        [
            .. Identified("organoid"),
            Text("model_organ", "Organ that the organoid is a model of"),
            Text("model_organ_part", "Part of the organ that the organoid is a model of"),
        ]);

    public static InnerEntityType SequencingInputs { get; } = new(
        "sequencing_inputs", "sequencing_input", "Biomaterials that were sequenced",
        [
            .. Identified("biomaterial"),
            Text("sequencing_input_type", "Name of the schema of the biomaterial, such as cell_suspension"),
        ]);

    /// <summary>Properties of specimens that are no fields.</summary>
    public static IReadOnlyList<Property> SpecimenDetails =>
    [
        Text("has_input_biomaterial", "What the specimen was taken from, where that is recorded"),
        Text("_source", "Name of the schema of the specimen"),
        Text("storage_method", "How the specimen was stored"),
        Text("_type", "Always specimen"),
    ];

    /// <summary>The two ids that every biomaterial has.</summary>
    /// <param name="what">The word for the biomaterial.</param>
    /// <param name="declareId">Makes the id a field, where it is one.</param>
    /// <param name="declareLabel">Makes the submitter's id a field, where it is one.</param>
    public static IEnumerable<Property> Identified(string what, Func<Property, Property>? declareId = null, Func<Property, Property>? declareLabel = null)
    {
        var id = Text("document_id", $"The id of the {what}");
        var label = Text("biomaterial_id", $"The id that the submitter gave to the {what}");
        return [declareId?.Invoke(id) ?? id, declareLabel?.Invoke(label) ?? label];
    }
}
