using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.SummaryMeasure;

namespace Azul.Plugins.Anvil.Model;

/// <summary>The totals over everything that matches a filter (<c>spec/service.md</c> §4.7).</summary>
internal static class AnvilSummary
{
    public static IReadOnlyList<SummaryPart> Parts { get; } =
    [
        new("activityCount", "Number of activities", new Count(AnvilEntityTypes.Activities)),
        new("activityTypes", "Activities by kind", By(AnvilEntityTypes.Activities, "activities.activity_type", "type", "Kind of the activities")),
        new("biosampleCount", "Number of biosamples", new Count(AnvilEntityTypes.Biosamples)),
        new("datasetCount", "Number of data sets", new Count(AnvilEntityTypes.Datasets)),
        new("donorCount", "Number of donors", new Count(AnvilEntityTypes.Donors)),
        new("donorDiagnosisDiseases", "Donors by disease", By(AnvilEntityTypes.Donors, "diagnoses.disease", "disease", "Disease that the donors were diagnosed with")),
        new("donorDiagnosisPhenotypes", "Donors by phenotype", By(AnvilEntityTypes.Donors, "diagnoses.phenotype", "phenotype", "Phenotype of the donors")),
        new("donorSpecies", "Donors by species", By(AnvilEntityTypes.Donors, "donors.organism_type", "species", "Species of the donors")),
        new("fileCount", "Number of files", new Count(AnvilEntityTypes.Files)),
        new("fileFormats", "Files by format", By(AnvilEntityTypes.Files, "files.file_format", "format", "Format of the files")),
    ];

    private static TermTable By(string entityType, string field, string term, string description) => new(
        entityType,
        field,
        TermColumn.Count("count", $"Number of {entityType}"),
        TermColumn.Term(term, description));
}
