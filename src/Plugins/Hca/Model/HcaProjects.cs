using Azul.Plugins.Aggregation;
using Azul.Plugins.Metadata;
using static Azul.Plugins.Metadata.Property;

namespace Azul.Plugins.Hca.Model;

/// <summary>Projects (<c>spec/indexer.md</c> §4.5).</summary>
internal static class HcaProjects
{
    public static InnerEntityType Projects { get; } = new(
        "projects", "project", "Projects: who did what, where it is published, and which atlases it is part of",
        [
            Text("contact_names", "Names of the contributors").List().Accumulate(Accumulation.Dropped).Facet("contactName"),
            Text("document_id", "The id of the project").Accumulate(Accumulation.ListOf(100)).Field("projectId"),
            Text("institutions", "Institutions of the contributors").List().Facet("institution"),
            Text("laboratory", "Laboratories of the contributors").List().Facet("laboratory"),
            Text("project_description", "What the project is about").Accumulate(Accumulation.Dropped).Facet("projectDescription"),
            Text("project_short_name", "Short name of the project").Facet("project").FacetCompanion("projectId"),
            Text("project_title", "Title of the project").Facet("projectTitle"),
            Text("publication_titles", "Titles of the publications").List().Facet("publicationTitle"),
            Entities("contributors", "The contributors", Contributor).Accumulate(Accumulation.Dropped),
            Entities("publications", "The publications", Publication).Accumulate(Accumulation.Dropped),
            Text("supplementary_links", "Links to further material").List(),
            Text("_type", "Always project"),
            Composite(
                    "accessions",
                    "Accessions of the project in other archives",
                    Text("namespace", "The archive"),
                    Text("accession", "The accession number in the archive"))
                .List().NotNull().Accumulate(Accumulation.SetOfEntities(null, NullOrder.First, "accession")).Field("accessions"),
            Integer("estimated_cell_count", "Number of cells, as the project estimates it").Accumulate(Accumulation.Max).Field("projectEstimatedCellCount"),
            Flag("is_tissue_atlas_project", "Whether the project is part of a tissue atlas").Facet("isTissueAtlasProject"),
            Composite("tissue_atlas", "Tissue atlases that the project is part of", Text("atlas", "Name of the atlas"), Text("version", "Version of the atlas"))
                .List().NotNull().Accumulate(Accumulation.SetOfEntities(null, NullOrder.First, "atlas")).Facet("tissueAtlas"),
            Text("bionetwork_name", "Biological networks of the project").List().Facet("bionetworkName"),
            Text("data_use_restriction", "Code of the restriction of the use of the data").Facet("dataUseRestriction"),
        ]);

    private static IReadOnlyList<Property> Contributor =>
    [
        Text("contact_name", "Name"),
        Flag("corresponding_contributor", "Whether this is a contributor to write to"),
        Text("email", "E-mail address"),
        Text("institution", "Institution"),
        Text("laboratory", "Laboratory"),
        Text("project_role", "Role in the project"),
    ];

    private static IReadOnlyList<Property> Publication =>
    [
        Text("publication_title", "Title"),
        Text("publication_url", "URL"),
        Flag("official_hca_publication", "Whether the Human Cell Atlas lists it as its own"),
        Text("doi", "Digital object identifier"),
    ];
}
