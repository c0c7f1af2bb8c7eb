using Azul.Plugins.Aggregation;
using Azul.Plugins.Hca.Contributions;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>Data files, and the matrices among them that projects and bundles list apart (<c>spec/indexer.md</c> §4.5 and §4.7).</summary>
internal static class HcaFiles
{
    public static InnerEntityType Files { get; } = new(
        "files", "file", "Data files; where they are aggregated, one group for each content description, format and kind of matrix",
        [
            .. Described,
            Entities("related_files", "The files that this one stands for: the other members of a Zarr store", Described).Accumulate(Accumulation.Dropped),
            Integer("count", "Number of files in the group").NotNull().Optional().Accumulate(Accumulation.CountDistinct("uuid", "version")),
        ])
    {
        GroupBy = ["content_description", "file_format", "is_intermediate"],
    };

    public static InnerEntityType Matrices { get; } = MatricesOf(
        "matrices", "matrix", "Final matrices that the data coordination platform made");

    public static InnerEntityType ContributedAnalyses { get; } = MatricesOf(
        "contributed_analyses", "contributed_analysis", "Final matrices and analysis files that contributors made");

    // What is said of a file wherever it is mentioned. Only a few of these properties make sense of a group of files; the others are dropped from groups.
    private static IReadOnlyList<Property> Described =>
    [
        Text("document_id", "The id of the metadata document that describes the file").Accumulate(Accumulation.Dropped),
        Text("content-type", "The media type, with parameters").Accumulate(Accumulation.Dropped),
        Flag("indexed", "Whether the file itself is metadata").Accumulate(Accumulation.Dropped),
        Text("file_format", "Format of the file, such as fastq.gz").Accumulate(Accumulation.SingleValue).Facet("fileFormat"),
        Text("name", "Name of the file").Accumulate(Accumulation.Dropped).Field("fileName"),
        Text("crc32c", "CRC-32C checksum").Accumulate(Accumulation.Dropped),
        Text("sha256", "SHA-256 checksum").Accumulate(Accumulation.Dropped),
        Integer("size", "Size in bytes").Accumulate(Accumulation.SumOverDistinct("uuid", "version")).Field("fileSize"),
        Text("file_source", "Who submitted the file: an archive, a contributor or a part of the platform")
            .Accumulate(Accumulation.Set(100)).Facet("fileSource"),
        Text("uuid", "The id of the file itself, which is not that of its metadata document").NotNull().Accumulate(Accumulation.Dropped).Field("fileId"),
        Text("version", "Version of the file, a timestamp").Accumulate(Accumulation.Dropped).Field("fileVersion").RestDate("files", "bundles"),
        Text("drs_uri", "DRS URI of the file; null where it cannot be downloaded").Accumulate(Accumulation.Dropped),
        Text("file_type", "Name of the schema of the metadata document, such as sequence_file").Accumulate(Accumulation.Dropped),
        Text("content_description", "What the file holds").List().Accumulate(Accumulation.SingleValue).Facet("contentDescription"),
        Integer("matrix_cell_count", "Number of cells in a matrix; only analysis files have it")
            .Optional().Accumulate(Accumulation.SumOverDistinct("uuid", "version")).Field("matrixCellCount"),
        Flag("is_intermediate", "Whether a matrix is intermediate; null for what is not a matrix")
            .Accumulate(Accumulation.SingleValue).Facet("isIntermediate"),
        Text("_type", "Always file").Accumulate(Accumulation.Dropped),
        Text("read_index", "Which read of a pair; only sequence files have it").Optional().Accumulate(Accumulation.Dropped),
        Integer("lane_index", "Lane of the sequencer; only sequence files have it").Optional().Accumulate(Accumulation.Dropped),
    ];

    private static InnerEntityType MatricesOf(string name, string singular, string description) => new(
        name, singular, description,
        [
            Text("document_id", "The id of the metadata document that describes the file").Accumulate(Accumulation.Dropped),
            Entities(
                "file",
                "The file, with the strata that it covers",
                [
                    .. Described,
                    Entities("related_files", "Always empty here", Described),
                    Text("strata", "Strata that the file covers: lines of dimension=value,value;dimension=value").Strata(
                        Text(Strata.GenusSpecies, "Species of the donors"),
                        Text(Strata.DevelopmentStage, "Stage of development of the donors"),
                        Text(Strata.Organ, "Organ, or model organ, of the samples"),
                        Text(Strata.LibraryConstructionApproach, "How the libraries were constructed")),
                ])
                .Accumulate(Accumulation.ByKey("uuid", 100)),
        ]);
}
