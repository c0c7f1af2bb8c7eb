using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.SummaryMeasure;

namespace Azul.Plugins.Hca.Model;

/// <summary>The totals over everything that matches a filter (<c>spec/service.md</c> §4.6).</summary>
internal static class HcaSummary
{
    private const string Estimate = "projectEstimatedCellCount";
    private const string SuspensionCells = "cell_suspensions.total_estimated_cells";

    public static IReadOnlyList<SummaryPart> Parts { get; } =
    [
        new("projectCount", "Number of projects", new Count(HcaEntityTypes.Projects)),
        new("specimenCount", "Number of specimens that samples are from", new DistinctCount(HcaEntityTypes.Samples, "specimens.document_id")),
        new("speciesCount", "Number of species of donors", new DistinctCount(HcaEntityTypes.Samples, "genusSpecies")),
        new("fileCount", "Number of files", new Count(HcaEntityTypes.Files)),
        new("totalFileSize", "Size of all files, in bytes", new Sum(HcaEntityTypes.Files, "fileSize")),
        new("donorCount", "Number of donors", new DistinctCount(HcaEntityTypes.Samples, "donors.document_id")),
        new("labCount", "Number of laboratories", new DistinctCount(HcaEntityTypes.Projects, "laboratory")),
        new("organTypes", "Organs and model organs of samples", new Terms(HcaEntityTypes.Samples, "effectiveOrgan")),
        new("fileTypeSummaries", "Files by format", FilesByFormat),
        new("cellCountSummaries", "Cells by organ", CellsByOrgan),
        new("projects", "Cells by where their number is known from", CellsByOrigin),
    ];

    private static TermTable FilesByFormat => new(
        HcaEntityTypes.Files,
        "fileFormat",
        TermColumn.Term("format", "Format of the files"),
        TermColumn.Count("count", "Number of files"),
        TermColumn.Sum("totalSize", "fileSize", "Size of the files, in bytes"),
        TermColumn.Sum("matrixCellCount", "matrixCellCount", "Number of cells in matrices"))
    {
        WithNull = false,
    };

    private static TermTable CellsByOrgan => new(
        HcaEntityTypes.CellSuspensions,
        "cell_suspensions.organ",
        TermColumn.TermList("organType", "The organ, in a list of one"),
        TermColumn.Count("countOfDocsWithOrganType", "Number of cell suspensions"),
        TermColumn.Sum("totalCellCountByOrgan", SuspensionCells, "Number of cells"));

    // Three rows: projects with an estimate only, projects with cell suspensions that were counted only, and projects with both.
    private static Rows CellsByOrigin => new(
        Row(new Sum(HcaEntityTypes.Projects, Estimate) { Where = [new(SuspensionCells, IsKnown: false)] }, new Nothing()),
        Row(new Nothing(), new Sum(HcaEntityTypes.Projects, SuspensionCells) { Where = [new(Estimate, IsKnown: false)] }),
        Row(
            new Sum(HcaEntityTypes.Projects, Estimate) { Where = [new(SuspensionCells, IsKnown: true)] },
            new Sum(HcaEntityTypes.Projects, SuspensionCells) { Where = [new(Estimate, IsKnown: true)] }));

    private static Group Row(SummaryMeasure estimated, SummaryMeasure counted) => new(
        new SummaryPart("projects", "What projects estimate", new Group(new SummaryPart("estimatedCellCount", "Number of cells", estimated))),
        new SummaryPart("cellSuspensions", "What was counted in cell suspensions", new Group(new SummaryPart("totalCells", "Number of cells", counted))));
}
