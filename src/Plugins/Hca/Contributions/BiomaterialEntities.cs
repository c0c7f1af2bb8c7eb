using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>What documents say of biomaterials (<c>spec/indexer.md</c> §4.5).</summary>
internal static class BiomaterialEntities
{
    public static Entity Donor(MetadataEntity donor)
    {
        var content = donor.Content;
        var entity = new Entity(
            ("document_id", donor.Id),
            ("biomaterial_id", Label(donor)),
            ("biological_sex", content.Required("sex", "biological_sex").TextOrNull()),
            ("genus_species", Value.List(GenusSpecies(donor))),
            ("development_stage", content.Optional("development_stage").LabelOrNull()),
            ("diseases", Diseases(content)),
            ("organism_age", OrganismAge.Quantity(content)));
        return OrganismAge.Range(content) is { } range ? entity.With("organism_age_range", range) : entity;
    }

    public static IReadOnlyList<Value> GenusSpecies(MetadataEntity donor)
    {
        var species = donor.Content.Required("genus_species");
        return SortedSet.Of(species.Elements().Select(e => e.Label()), donor.Place);
    }

    public static Entity Specimen(MetadataEntity specimen)
    {
        var content = specimen.Content;
        var storage = content.Optional("preservation_storage");
        return new(
            ("document_id", specimen.Id),
            ("biomaterial_id", Label(specimen)),
            ("has_input_biomaterial", content.Required("biomaterial_core").Optional("has_input_biomaterial").TextOrNull()),
            ("_source", Schema.Specimen),
            ("disease", Diseases(content)),
            ("organ", Organ(specimen)),
            ("organ_part", Value.List(OrganParts(specimen))),
            ("storage_method", storage.Optional("storage_method").TextOrNull()),
            ("preservation_method", storage.Optional("preservation_method").TextOrNull()),
            ("_type", "specimen"));
    }

    public static Entity CellLine(MetadataEntity cellLine) => new(
        ("document_id", cellLine.Id),
        ("biomaterial_id", Label(cellLine)),
        ("cell_line_type", cellLine.Content.Required("type", "cell_line_type").TextOrNull()),
        ("model_organ", Organ(cellLine)));

    public static Entity Organoid(MetadataEntity organoid) => new(
        ("document_id", organoid.Id),
        ("biomaterial_id", Label(organoid)),
        ("model_organ", Organ(organoid)),
        ("model_organ_part", ModelOrganPart(organoid)));

    /// <summary>A sample of any kind in the form that all share.</summary>
    public static Entity Sample(MetadataEntity sample)
    {
        var isSpecimen = sample.Schema.Name == Schema.Specimen;
        var organ = Organ(sample);
        return new(
            ("document_id", sample.Id),
            ("biomaterial_id", Label(sample)),
            ("entity_type", sample.Schema.InnerType),
            ("organ", isSpecimen ? organ : Value.Null),
            ("organ_part", Value.List(isSpecimen ? OrganParts(sample) : [])),
            ("model_organ", isSpecimen ? Value.Null : organ),
            ("model_organ_part", sample.Schema.Name == Schema.Organoid ? ModelOrganPart(sample) : Value.Null),
            ("effective_organ", organ));
    }

    public static Entity CellSuspension(MetadataEntity suspension, bool isLeaf, IReadOnlyList<MetadataEntity> samples)
    {
        var content = suspension.Content;
        var cells = content.Optional("estimated_cell_count", "total_estimated_cells").IntegerOrNull();
        var selected = content.Optional("selected_cell_types", "selected_cell_type").Elements().Select(t => t.Label());
        return new(
            ("document_id", suspension.Id),
            ("biomaterial_id", Label(suspension)),
            ("total_estimated_cells", isLeaf ? cells : 0),
            ("total_estimated_cells_redundant", isLeaf ? 0 : cells),
            ("selected_cell_type", Value.List(SortedSet.Of(selected, suspension.Place))),
            ("organ", Value.List(SortedSet.Of(samples.Select(Organ), suspension.Place))),
            ("organ_part", Value.List(SortedSet.WithNulls(samples.SelectMany(SuspensionOrganParts)))));
    }

    public static Entity SequencingInput(MetadataEntity biomaterial) => new(
        ("document_id", biomaterial.Id),
        ("biomaterial_id", Label(biomaterial)),
        ("sequencing_input_type", biomaterial.Schema.Name));

    /// <summary>The organ of a specimen, or the organ that a cell line or organoid is a model of.</summary>
    public static Value Organ(MetadataEntity sample) => sample.Schema.Name switch
    {
        Schema.Specimen => sample.Content.Optional("organ").LabelOrNull(),
        Schema.Organoid => sample.Content.Required("model_organ", "model_for_organ").LabelOrNull(),
        _ => sample.Content.Optional("model_organ").LabelOrNull(),
    };

    private static Value Label(MetadataEntity biomaterial) => biomaterial.Content.Required("biomaterial_core").Required("biomaterial_id").TextOrNull();

    private static Value Diseases(Node content) => Value.List(
        SortedSet.Of(content.Optional("diseases", "disease").Elements().Where(d => d.IsTruthy).Select(d => d.Label()), content.Place));

    private static IReadOnlyList<Value> OrganParts(MetadataEntity specimen)
    {
        var parts = specimen.Content.Optional("organ_parts", "organ_part");
        // The older property was a single term first and a list of terms later.
        IEnumerable<Node> terms = parts.IsList || parts.IsMissing ? parts.Elements() : [parts];
        return SortedSet.Of(terms.Where(t => t.IsTruthy).Select(t => t.Label()), specimen.Place);
    }

    private static IReadOnlyList<Value> SuspensionOrganParts(MetadataEntity sample) => sample.Schema.Name switch
    {
        Schema.Specimen => OrganParts(sample),
        Schema.Organoid => [ModelOrganPart(sample)],
        _ => [Value.Null],
    };

    private static Value ModelOrganPart(MetadataEntity organoid) => organoid.Content.Optional("model_organ_part").LabelOrNull();
}
