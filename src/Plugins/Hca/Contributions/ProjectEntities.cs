using Azul.Plugins.Documents;
using Azul.Plugins.Hca.Graph;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Contributions;

/// <summary>What documents say of projects (<c>spec/indexer.md</c> §4.5).</summary>
internal static class ProjectEntities
{
    private const string AccessionsSuffix = "_accessions";

    private static readonly string[] BionetworkProperties = ["name", "atlas_project", "hca_tissue_atlas", "hca_tissue_atlas_version", "schema_version"];

    public static Entity Project(MetadataEntity project)
    {
        var content = project.Content;
        var core = content.Required("project_core");
        var contributors = content.Optional("contributors").Elements().Select(Contributor).Distinct().ToArray();
        var publications = content.Optional("publications").Elements().Select(Publication).Distinct().ToArray();
        var bionetworks = content.Optional("hca_bionetworks").Elements().Where(b => b.IsTruthy).Select(Bionetwork).Distinct().ToArray();
        return new(
            ("document_id", project.Id),
            ("project_title", core.Required("project_title").TextOrNull()),
            ("project_description", core.Optional("project_description").TextOrNull()),
            ("project_short_name", core.Required("project_short_name", "project_shortname").TextOrNull()),
            ("laboratory", DistinctTexts(contributors, "laboratory")),
            ("institutions", DistinctTexts(contributors, "institution")),
            ("contact_names", DistinctTexts(contributors, "contact_name")),
            ("contributors", ListOf(contributors)),
            ("publication_titles", DistinctTexts(publications, "publication_title")),
            ("publications", ListOf(publications)),
            ("supplementary_links", SupplementaryLinks(content)),
            ("_type", "project"),
            ("accessions", ListOf(Accessions(content).Distinct())),
            ("is_tissue_atlas_project", bionetworks.Any(b => b["atlas_project"].AsBoolean)),
            ("tissue_atlas", ListOf(bionetworks.Select(b => new Entity(("atlas", b["hca_tissue_atlas"]), ("version", b["hca_tissue_atlas_version"]))))),
            // Bionetworks of one name may differ in their atlases, and each of them shows its name.
            ("bionetwork_name", Value.List(SortedSet.WithDuplicates(bionetworks.Select(b => b["name"]), project.Place))),
            ("estimated_cell_count", content.Optional("estimated_cell_count").IntegerOrNull()),
            ("data_use_restriction", content.Optional("data_use_restriction").TextOrNull()));
    }

    private static Entity Contributor(Node contributor) => new(
        ("contact_name", contributor.Required("name", "contact_name").TextOrNull()),
        ("corresponding_contributor", contributor.Optional("corresponding_contributor").FlagOrNull()),
        ("email", contributor.Optional("email").TextOrNull()),
        ("institution", contributor.Optional("institution").TextOrNull()),
        ("laboratory", contributor.Optional("laboratory").TextOrNull()),
        ("project_role", contributor.Optional("project_role").LabelOrText()));

    private static Entity Publication(Node publication) => new(
        ("publication_title", publication.Required("title", "publication_title").TextOrNull()),
        ("publication_url", publication.Optional("url", "publication_url").TextOrNull()),
        ("official_hca_publication", publication.Optional("official_hca_publication").FlagOrNull()),
        ("doi", publication.Optional("doi").TextOrNull()));

    private static Entity Bionetwork(Node bionetwork)
    {
        foreach (var (name, _) in bionetwork.Properties())
        {
            if (!BionetworkProperties.Contains(name))
                throw bionetwork.Place.Fault(Faults.WrongValue, $"'{name}' is no property of a bionetwork");
        }
        return new(
            ("name", bionetwork.Required("name").TextOrNull()),
            ("atlas_project", bionetwork.Optional("atlas_project").IsTruthy),
            ("hca_tissue_atlas", bionetwork.Optional("hca_tissue_atlas").TextOrNull()),
            ("hca_tissue_atlas_version", bionetwork.Optional("hca_tissue_atlas_version").TextOrNull()),
            ("schema_version", bionetwork.Optional("schema_version").TextOrNull()));
    }

    private static IEnumerable<Entity> Accessions(Node content)
    {
        foreach (var (name, accessions) in content.Properties())
        {
            if (!name.EndsWith(AccessionsSuffix, StringComparison.Ordinal))
                continue;
            if (name.Length == AccessionsSuffix.Length)
                throw content.Place.Fault(Faults.WrongValue, $"the property '{name}' does not say what archive the accessions are in");
            foreach (var accession in accessions.Elements())
                yield return new(("namespace", name[..^AccessionsSuffix.Length]), ("accession", accession.TextOrNull()));
        }
    }

    private static Value SupplementaryLinks(Node content) =>
        Value.List(SortedSet.Of(content.Optional("supplementary_links").Elements().Select(l => (Value)l.TextOrNull()), content.Place));

    private static Value DistinctTexts(IEnumerable<Entity> entities, string property) =>
        Value.List(entities.Select(e => e[property]).Where(v => v.AsStringOrNull is { Length: > 0 }).Distinct());

    private static Value ListOf(IEnumerable<Entity> entities) => Value.List(entities.Select(e => (Value)e));
}
