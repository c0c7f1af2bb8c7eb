namespace Azul.Indexer.Generate;

/// <summary>The terms that made-up metadata chooses from, the most common first.</summary>
internal static class Vocabulary
{
    private static readonly Term Lymphocyte = new("T cell", "CL:0000084");
    private static readonly Term Neuron = new("neuron", "CL:0000540");
    private static readonly Term Epithelium = new("epithelial cell", "CL:0000066");
    private static readonly Term Endothelium = new("endothelial cell", "CL:0000115");
    private static readonly Term Fibroblast = new("fibroblast", "CL:0000057");
    private static readonly Term Year = new("year", "UO:0000036");
    private static readonly Term Week = new("week", "UO:0000034");

    public static IReadOnlyList<Species> Species { get; } =
    [
        new(
            new("Homo sapiens", "NCBITaxon:9606"),
            9606,
            [new("human adult stage", "HsapDv:0000087"), new("fetal stage", "EFO:0001323"), new("human aged stage", "HsapDv:0000091")],
            Year,
            90),
        new(new("Homo sapiens", "NCBITaxon:9606"), 9606, [new("human adult stage", "HsapDv:0000087"), new("Carnegie stage 20", "HsapDv:0000027")], Year, 70),
        new(new("Mus musculus", "NCBITaxon:10090"), 10090, [new("adult", "EFO:0001272"), new("Theiler stage 22", "MmusDv:0000021")], Week, 40),
        new(new("Macaca mulatta", "NCBITaxon:9544"), 9544, [new("adult", "EFO:0001272")], Year, 20),
    ];

    public static IReadOnlyList<Organ> Organs { get; } =
    [
        new(new("blood", "UBERON:0000178"), [new("venous blood", "UBERON:0013756")], [Lymphocyte, new("B cell", "CL:0000236")]),
        new(new("lung", "UBERON:0002048"), [new("upper lobe of left lung", "UBERON:0008952"), new("parenchyma of lung", "UBERON:0008946")], [Epithelium, Endothelium]),
        new(new("brain", "UBERON:0000955"), [new("cerebral cortex", "UBERON:0000956"), new("midbrain", "UBERON:0001891")], [Neuron]),
        new(new("kidney", "UBERON:0002113"), [new("cortex of kidney", "UBERON:0001225"), new("renal medulla", "UBERON:0000362")], [Epithelium]),
        new(new("heart", "UBERON:0000948"), [new("heart left ventricle", "UBERON:0002084"), new("cardiac atrium", "UBERON:0002081")], [new("cardiac muscle cell", "CL:0000746")]),
        new(new("liver", "UBERON:0002107"), [new("caudate lobe of liver", "UBERON:0001117")], [new("hepatocyte", "CL:0000182"), Endothelium]),
        new(new("colon", "UBERON:0001155"), [new("colonic mucosa", "UBERON:0000317")], [Epithelium, Lymphocyte]),
        new(new("pancreas", "UBERON:0001264"), [new("islet of Langerhans", "UBERON:0000006")], [Epithelium]),
        new(new("eye", "UBERON:0000970"), [new("retina", "UBERON:0000966"), new("fovea centralis", "UBERON:0001786")], [Neuron]),
        new(new("skin of body", "UBERON:0002097"), [new("skin epidermis", "UBERON:0001003")], [Fibroblast, Epithelium]),
        new(new("spleen", "UBERON:0002106"), [], [Lymphocyte]),
        new(new("placenta", "UBERON:0001987"), [new("decidua", "UBERON:0002450")], [Endothelium]),
    ];

    public static IReadOnlyList<Term> Diseases { get; } =
    [
        new("normal", "PATO:0000461"), new("COVID-19", "MONDO:0100096"), new("type 2 diabetes mellitus", "MONDO:0005148"), new("Alzheimer disease", "MONDO:0004975"),
        new("Crohn disease", "MONDO:0005011"), new("chronic kidney disease", "MONDO:0005300"), new("pulmonary fibrosis", "MONDO:0002771"), new("asthma", "MONDO:0004979"),
    ];

    public static IReadOnlyList<Term> LibraryMethods { get; } =
    [
        new("10x 3' v3", "EFO:0009922"), new("10x 3' v2", "EFO:0009899"), new("Smart-seq2", "EFO:0008931"), new("10x 5' v1", "EFO:0011025"), new("Drop-seq", "EFO:0008722"),
        new("CITE-seq", "EFO:0009294"),
    ];

    public static IReadOnlyList<Term> Instruments { get; } =
    [
        new("Illumina NovaSeq 6000", "EFO:0008637"), new("Illumina HiSeq 4000", "EFO:0008563"), new("Illumina NextSeq 500", "EFO:0009173"), new("Illumina HiSeq 2500", "EFO:0008565"),
    ];

    public static IReadOnlyList<Term> AssayTypes { get; } =
    [
        new("in situ sequencing", "EFO:0008994"), new("RNA FISH", "EFO:0009918"), new("spatial transcriptomics", "EFO:0008995"),
    ];

    public static IReadOnlyList<Term> CollectionMethods { get; } =
    [
        new("surgical resection", "EFO:0009743"), new("biopsy", "EFO:0009292"), new("blood draw", "EFO:0009121"),
    ];

    public static IReadOnlyList<Term> DissociationMethods { get; } =
    [
        new("enzymatic dissociation", "EFO:0009128"), new("mechanical dissociation", "EFO:0009129"),
    ];

    public static Term SequenceData { get; } = new("DNA sequence (raw)", "data:3494");

    public static Term CountMatrix { get; } = new("Count matrix", "data:3917");

    public static Term Alignment { get; } = new("Sequence alignment", "data:0863");

    public static Term Image { get; } = new("Image", "data:2968");

    public static Term Report { get; } = new("Report", "data:2048");

    public static IReadOnlyList<string> Sexes { get; } = ["female", "male", "unknown", "mixed"];

    public static IReadOnlyList<string> PreservationMethods { get; } =
    [
        "fresh", "cryopreservation in liquid nitrogen (dead tissue)", "snap frozen", "formalin fixed and paraffin embedded",
    ];

    public static IReadOnlyList<string> StorageMethods { get; } = ["fresh", "frozen at -80C", "frozen in liquid nitrogen", "ambient temperature"];

    public static IReadOnlyList<string> NucleicAcidSources { get; } = ["single cell", "single nucleus", "bulk cell"];

    public static IReadOnlyList<string> Workflows { get; } =
    [
        "optimus_v5.5.0", "smartseq2_v4.4.0", "cell_ranger_v6.1.1", "contributor_pipeline_v1.0",
    ];

    public static IReadOnlyList<string> ExternalSubmitters { get; } = ["GEO", "Contributor", "ArrayExpress", "SCEA", "Zenodo", "Publication"];

    public static IReadOnlyList<string> Networks { get; } =
    [
        "Lung", "Immune", "Nervous System", "Kidney", "Heart", "Gut", "Eye", "Liver", "Skin", "Pancreas", "Reproduction",
    ];

    public static IReadOnlyList<Term> Roles { get; } =
    [
        new("experimental scientist", "EFO:0009741"), new("principal investigator", "EFO:0009736"), new("computational scientist", "EFO:0009738"), new("clinician", "EFO:0009739"),
        new("data curator", "EFO:0009737"),
    ];
}
