using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>Makes up the data files of a study.</summary>
internal sealed class DataFiles(Study study)
{
    private const string Gzip = "application/gzip";
    private const string Binary = "application/octet-stream";

    // The submitter of analyses that are made for all projects alike (spec/indexer.md §4.6).
    private const string AnalysisSource = "DCP/2 Analysis";
    private const string AnalysisSubmitter = "e67aaabe-93ea-564a-aa66-31bc0857b707";

    /// <summary>The reads of a bundle: two files, or three with the index.</summary>
    public IReadOnlyList<GeneratedEntity> Reads(int bundle)
    {
        var draw = Draw.For(study.IdOf($"reads/{bundle}"));
        var lane = draw.Chance(0.7) ? (Value)(long)draw.Between(1, 4) : Value.Null;
        string[] indexes = draw.Chance(0.2) ? ["read1", "read2", "index1"] : ["read1", "read2"];
        return [.. indexes.Select(index => Read(bundle, index, lane))];
    }

    /// <summary>An alignment, and the matrix that was made of it, by the pipelines that analyze all projects.</summary>
    public IReadOnlyList<GeneratedEntity> Analyses(int bundle)
    {
        var draw = Draw.For(study.IdOf($"analyses/{bundle}"));
        // Without a submitter the matrix counts as intermediate.
        var submitter = draw.Chance(0.6) ? AnalysisSubmitter : null;
        return
        [
            Make("analysis_file", bundle, "alignment", "bam", Binary, Vocabulary.Alignment, AnalysisSource, null),
            Make("analysis_file", bundle, "matrix", "loom", Binary, Vocabulary.CountMatrix, AnalysisSource, submitter, ("matrix_cell_count", (long)draw.Between(500, 9000))),
        ];
    }

    /// <summary>A matrix that the study's own people made.</summary>
    public GeneratedEntity ContributedMatrix(int bundle) =>
        Make("analysis_file", bundle, "contributed", "h5ad", Binary, Vocabulary.CountMatrix, study.Submitter, null);

    public GeneratedEntity Image(int bundle) =>
        Make("image_file", bundle, "image", "tiff", "image/tiff", Vocabulary.Image, Draw.For(study.IdOf($"image/{bundle}")).Chance(0.5) ? study.Submitter : null, null);

    /// <summary>A file beside the data: a matrix of everything, whose description tells its strata (<c>spec/indexer.md</c> §4.4), or a report.</summary>
    public GeneratedEntity Supplement()
    {
        if (Draw.For(study.IdOf("supplement")).Chance(0.4))
            return Make("supplementary_file", 0, "report", "pdf", "application/pdf", Vocabulary.Report, study.Submitter, null, ("file_description", "A report of the study."));
        var strata = $"genusSpecies={study.Species.Term.Label};developmentStage={study.Species.Stages[0].Label};organ={study.Organs[0].Term.Label};"
            + $"libraryConstructionApproach={study.LibraryMethods[0].Label}";
        return Make("supplementary_file", 0, "all_cells", "mtx.gz", Gzip, Vocabulary.CountMatrix, study.Submitter, null, ("file_description", strata));
    }

    private GeneratedEntity Read(int bundle, string index, Value lane) => Make(
        "sequence_file", bundle, index, "fastq.gz", Gzip, Vocabulary.SequenceData, null, null,
        ("read_index", index), ("lane_index", lane), ("read_length", index == "read2" ? 91L : 28L));

    private GeneratedEntity Make(
        string type, int bundle, string role, string format, string contentType, Term content, string? source, string? submitterId, params (string, Value)[] properties)
    {
        var id = study.IdOf($"{type}/{bundle}/{role}");
        var size = 1000L * Draw.For(id).Between(50, 20_000_000);
        var file = new DataFile($"{study.ShortName}_{bundle + 1}_{role}.{format}", format, contentType, content, source, size);
        return MetadataDocument.Of(type, id, study.MomentOf(bundle, id), file, submitterId, properties);
    }
}
