using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>The protocols of a study. Its bundles share them, so they are made up once.</summary>
internal sealed class Protocols
{
    private readonly Study study;

    public Protocols(Study study)
    {
        this.study = study;
        Collection = Make("collection_protocol", 0, draw => [("method", draw.PickSkewed(Vocabulary.CollectionMethods).Value)]);
        Dissociation = Make("dissociation_protocol", 0, draw => [("method", draw.PickSkewed(Vocabulary.DissociationMethods).Value)]);
        Differentiation = Make("differentiation_protocol", 0, _ => [("small_molecules", "unspecified")]);
        Libraries = [.. study.LibraryMethods.Select((method, i) => Make("library_preparation_protocol", i, draw => Library(method, draw)))];
        Sequencing = Make("sequencing_protocol", 0, Sequencer);
        Analysis = Make("analysis_protocol", 0, _ => [("type", new Term("analysis protocol", "EFO:0004184").Value)]);
        ImagingPreparation = Make("imaging_preparation_protocol", 0, _ => []);
        Imaging = Make("imaging_protocol", 0, Imager);
    }

    public GeneratedEntity Collection { get; }

    public GeneratedEntity Dissociation { get; }

    public GeneratedEntity Differentiation { get; }

    public IReadOnlyList<GeneratedEntity> Libraries { get; }

    public GeneratedEntity Sequencing { get; }

    public GeneratedEntity Analysis { get; }

    public GeneratedEntity ImagingPreparation { get; }

    public GeneratedEntity Imaging { get; }

    private GeneratedEntity Make(string type, int number, Func<Draw, (string, Value)[]> properties)
    {
        var id = study.IdOf($"{type}/{number}");
        var draw = Draw.For(id);
        var name = type == "analysis_protocol" ? draw.PickSkewed(Vocabulary.Workflows) : $"{study.ShortName}_{type}_{number + 1}";
        return MetadataDocument.Of(
            type, id, study.MomentOf(0, id),
            [("protocol_core", new Entity(("protocol_id", name), ("protocol_name", name), ("protocol_description", MadeUpText.Prose(draw, 1000)))), .. properties(draw)]);
    }

    private static (string, Value)[] Library(Term method, Draw draw) =>
    [
        ("library_construction_method", method.Value),
        ("input_nucleic_acid_molecule", new Term("polyA RNA", "OBI:0000869").Value),
        ("nucleic_acid_source", draw.Chance(0.85) ? draw.PickSkewed(Vocabulary.NucleicAcidSources) : Value.Null),
        ("end_bias", method.Label.Contains("5'", StringComparison.Ordinal) ? "5 prime tag" : "3 prime tag"),
        ("strand", "first"),
    ];

    private static (string, Value)[] Sequencer(Draw draw) =>
    [
        ("instrument_manufacturer_model", draw.PickSkewed(Vocabulary.Instruments).Value),
        ("method", new Term("tag based single cell RNA sequencing", "EFO:0008440").Value),
        ("paired_end", draw.Chance(0.8) ? (Value)draw.Chance(0.6) : Value.Null),
    ];

    private static (string, Value)[] Imager(Draw draw)
    {
        var assay = draw.PickSkewed(Vocabulary.AssayTypes);
        var probes = Enumerable.Range(0, draw.Between(2, 6)).Select(i => (Value)new Entity(
            ("probe_label", $"probe {i + 1}"), ("target_name", $"target {draw.Hex(4)}"), ("assay_type", assay.Value)));
        return
        [
            ("microscopy_technique", new Term("fluorescence microscopy", "FBbi:00000246").Value),
            ("magnification", draw.Pick<string>(["20x", "40x", "63x"])),
            ("probe", Value.List(probes)),
        ];
    }
}
