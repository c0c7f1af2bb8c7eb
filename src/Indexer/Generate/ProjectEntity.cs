using Azul.Plugins.Documents;

namespace Azul.Indexer.Generate;

/// <summary>Makes up the project of a study.</summary>
internal static class ProjectEntity
{
    public static GeneratedEntity Of(Study study)
    {
        var draw = Draw.For(study.IdOf("description"));
        var institutions = Enumerable.Range(0, draw.Between(1, 3)).Select(_ => MadeUpText.Institution(draw)).ToArray();
        var title = Title(study, draw);
        return MetadataDocument.Of(
            "project", study.Id, study.MomentOf(0, study.Id),
            ("project_core", new Entity(("project_short_name", study.ShortName), ("project_title", title), ("project_description", MadeUpText.Prose(draw, 1800)))),
            ("contributors", Value.List(Enumerable.Range(0, draw.Between(4, 9)).Select(i => Contributor(draw, institutions, isCorresponding: i == 0)))),
            ("publications", draw.Chance(0.8) ? Value.List(Publication(draw, title)) : Value.Null),
            ("funders", Value.List(new Entity(("grant_id", $"GR-{draw.Between(10000, 99999)}"), ("organization", $"{MadeUpText.Name(draw)} Foundation")))),
            ("supplementary_links", draw.Chance(0.3) ? Value.List((Value)$"https://atlas.{MadeUpText.Name(draw).ToLowerInvariant()}.example/{study.ShortName}") : Value.Null),
            ("geo_series_accessions", Accessions(draw, 0.6, "GSE9", 6)),
            ("insdc_project_accessions", Accessions(draw, 0.4, "SRP9", 6)),
            ("array_express_accessions", Accessions(draw, 0.2, "E-MTAB-9", 5)),
            ("hca_bionetworks", draw.Chance(0.5) ? Value.List(Bionetwork(draw)) : Value.Null),
            ("estimated_cell_count", draw.Chance(0.7) ? (Value)(study.Bundles * 4000L) : Value.Null),
            ("data_use_restriction", draw.Chance(0.6) ? draw.PickSkewed<string>(["NRES", "GRU", "GRU-NCU"]) : Value.Null));
    }

    private static string Title(Study study, Draw draw)
    {
        var organ = study.Organs[0].Term.Label;
        var subject = study.Disease is { Label: not "normal" } disease ? $"the {organ} in {disease.Label}" : $"the healthy {organ}";
        var start = draw.Pick(["A single-cell atlas of", "Cell types of", "Transcriptional diversity of", "A census of the cells of"]);
        return $"{start} {subject} ({study.Species.Term.Label}, cohort {study.Number + 1})";
    }

    private static Value Contributor(Draw draw, string[] institutions, bool isCorresponding)
    {
        var (given, family) = (MadeUpText.Name(draw), MadeUpText.Name(draw));
        var institution = draw.Pick(institutions);
        return MetadataDocument.Present(
            ("name", $"{given},,{family}"),
            ("email", isCorresponding || draw.Chance(0.4) ? $"{given}.{family}@cells.example".ToLowerInvariant() : Value.Null),
            ("institution", institution),
            ("laboratory", draw.Chance(0.6) ? $"{MadeUpText.Name(draw)} Laboratory" : Value.Null),
            ("corresponding_contributor", isCorresponding),
            ("project_role", draw.Chance(0.8) ? draw.PickSkewed(Vocabulary.Roles).Value : Value.Null));
    }

    private static Value Publication(Draw draw, string title)
    {
        // 10.5555 is the prefix of DOIs that lead nowhere.
        var doi = $"10.5555/{draw.Hex(8)}";
        return new Entity(
            ("authors", Value.List(Enumerable.Range(0, draw.Between(2, 6)).Select(_ => $"{MadeUpText.Name(draw)} {MadeUpText.Name(draw)[..1]}"))),
            ("title", title),
            ("doi", doi),
            ("url", $"https://doi.org/{doi}"),
            ("official_hca_publication", draw.Chance(0.2)));
    }

    private static Value Accessions(Draw draw, double probability, string start, int digits) =>
        draw.Chance(probability) ? Value.List((Value)(start + string.Concat(Enumerable.Range(0, digits - 1).Select(_ => draw.Below(10))))) : Value.Null;

    private static Value Bionetwork(Draw draw)
    {
        var name = draw.PickSkewed(Vocabulary.Networks);
        var isAtlas = draw.Chance(0.4);
        return MetadataDocument.Present(
            ("name", name),
            ("hca_tissue_atlas", isAtlas ? name : Value.Null),
            ("hca_tissue_atlas_version", isAtlas ? draw.Pick<string>(["v1.0", "v2.0"]) : Value.Null),
            ("atlas_project", isAtlas && draw.Chance(0.5)));
    }
}
