using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Plugins.Repositories;
using static Azul.Tests.Hca.HcaBundleBuilder;

namespace Azul.Tests.Hca;

public sealed class HcaBadBundleTests
{
    private static readonly Dictionary<string, (string Code, string? Where, Action<HcaBundleBuilder> Spoil)> Cases = new()
    {
        ["a required property is missing"] = ("METADATA_PROPERTY_MISSING", "donor_organism/", b => b.Document(Donor).Remove("sex")),
        ["a core property is missing"] = ("METADATA_PROPERTY_MISSING", "process/", b => b.Document(7)["process_core"]!.AsObject().Remove("process_id")),
        ["the provenance is missing"] = ("METADATA_PROPERTY_MISSING", "cell_suspension/", b => b.Document(Suspension).Remove("provenance")),
        ["a term has no label"] = ("METADATA_PROPERTY_MISSING", "donor_organism/", b => b.Document(Donor)["genus_species"] = new JsonArray(new JsonObject())),
        ["a text is a number"] = ("METADATA_WRONG_TYPE", "project/", b => b.Document(Project)["project_core"]!["project_title"] = 5),
        ["a number is a text"] = ("METADATA_WRONG_TYPE", "cell_suspension/", b => b.Document(Suspension)["estimated_cell_count"] = "many"),
        ["a number is not an integer"] = ("METADATA_WRONG_TYPE", "cell_suspension/", b => b.Document(Suspension)["estimated_cell_count"] = 1.5),
        ["a flag is a text"] = ("METADATA_WRONG_TYPE", "sequencing_protocol/", b => b.Document(Sequencing)["paired_end"] = "yes"),
        ["a list is null"] = ("METADATA_WRONG_TYPE", "project/", b => b.Document(Project)["contributors"] = null),
        ["an object is a list"] = ("METADATA_WRONG_TYPE", "specimen_from_organism/", b => b.Document(Specimen)["biomaterial_core"] = new JsonArray()),
        ["a document is a list"] = ("METADATA_WRONG_TYPE", "project/", b => b.Metadata[$"project/{Id(Project)}"] = new JsonArray()),
        ["the links are a text"] = ("METADATA_WRONG_TYPE", "links", b => b.Links["links"] = "none"),
        ["a link is a text"] = ("METADATA_WRONG_TYPE", "links", b => b.LinkList.Add("none")),
        ["an id is no UUID"] = ("METADATA_WRONG_ID", "process/", b => b.Document(7)["provenance"]!["document_id"] = "seven"),
        ["an id occurs twice"] = ("METADATA_DUPLICATE_ID", "process/", b => b.Document(7)["provenance"]!["document_id"] = Id(Donor)),
        ["a date is none"] = ("METADATA_WRONG_DATE", "donor_organism/", b => b.Document(Donor)["provenance"]!["update_date"] = "yesterday"),
        ["a date is too exact"] = ("METADATA_WRONG_DATE", "donor_organism/", b => b.Document(Donor)["provenance"]!["update_date"] = "2020-01-01T00:00:00.1234567Z"),
        ["a date has no zone"] = ("METADATA_WRONG_DATE", "donor_organism/", b => b.Document(Donor)["provenance"]!["update_date"] = "2020-01-01T00:00:00.12345"),
        ["an age has three parts"] = ("METADATA_WRONG_AGE", "donor_organism/", b => b.Document(Donor)["organism_age"] = "1-2-3"),
        ["an age is no number"] = ("METADATA_WRONG_AGE", "donor_organism/", b => b.Document(Donor)["organism_age"] = "old"),
        ["a unit of age is unknown"] = ("METADATA_WRONG_AGE", "donor_organism/", b => b.Document(Donor)["organism_age_unit"]!["text"] = "moons"),
        ["there is a unit but no age"] = ("METADATA_WRONG_AGE", "donor_organism/", b => b.Document(Donor).Remove("organism_age")),
        ["a text holds the joiner"] = ("METADATA_JOINER", "project/", b => b.Document(Project)["contributors"]![0]!["institution"] = "A || B"),
        ["a name in the manifest holds the joiner"] = ("METADATA_JOINER", "manifest", b => b.Entry(Read1)["name"] = "a||b"),
        ["a link holds the joiner"] = ("METADATA_JOINER", "links", b => b.LinkList.Add(new JsonObject { ["note"] = "||" })),
        ["a schema is unknown"] = ("METADATA_SCHEMA_UNKNOWN", "donor_organism/", b => b.Document(Donor)["describedBy"] = "https://schema.example.org/martian"),
        ["a key is unknown"] = ("METADATA_SCHEMA_UNKNOWN", "martian/", b => b.Metadata["martian/1"] = b.Document(Donor).DeepClone()),
        ["a schema contradicts the key"] = ("METADATA_SCHEMA_UNKNOWN", "donor_organism/", b => b.Document(Donor)["describedBy"] = "https://schema.example.org/process"),
        ["a source of files is unknown"] = ("FILE_SUBMITTER_UNKNOWN", "sequence_file/", b => b.Document(Read1)["file_core"]!["file_source"] = "Nobody"),
        ["a read is a matrix"] = ("FILE_MATRIX_UNEXPECTED", "sequence_file/", b => b.Document(Read1)["file_core"]!["content_description"] = Terms("matrix")),
        ["strata are malformed"] = ("METADATA_WRONG_STRATA", "supplementary_file/", b => AddMatrix(b, "planet=mars")),
        ["a file is in two stores"] = ("FILE_ZARR_NAME", "analysis_file/", b => b.AddFile("analysis_file", 30, "a.zarr/b.zarr/c")),
        ["a file is not in the manifest"] = ("MANIFEST_ENTRY_MISSING", "sequence_file/", b => b.Manifest.Remove($"sequence_file/{Id(Read1)}")),
        ["a size is missing"] = ("METADATA_PROPERTY_MISSING", "manifest entry sequence_file/", b => b.Entry(Read1).Remove("size")),
        ["a size is null"] = ("METADATA_WRONG_TYPE", "manifest entry sequence_file/", b => b.Entry(Read1)["size"] = null),
        ["there is no project"] = ("BUNDLE_PROJECT_COUNT", null, b => b.Metadata.Remove($"project/{Id(Project)}")),
        ["a linked entity is missing"] = ("LINK_TARGET_MISSING", "links", b => b.Link(7, [99], [])),
        ["a link has an unknown type"] = ("LINK_UNKNOWN", "links", b => b.LinkList.Add(new JsonObject { ["link_type"] = "friendship" })),
        ["links have an unknown version"] = ("LINK_UNKNOWN", "links", b => b.Links["schema_version"] = "4.0.0"),
        ["a link has no type"] = ("METADATA_PROPERTY_MISSING", "links", b => b.LinkList.Add(new JsonObject())),
        ["a project is linked"] = ("LINK_WRONG", "project/", b => b.Link(7, [Project], [])),
        ["a protocol leads to a process"] = ("LINK_WRONG", "library_preparation_protocol/", b => b.Link(7, [Preparation], [])),
        ["links go round"] = ("LINKS_CYCLIC", "", b => b.Link(7, [Suspension], [])),
        ["a bionetwork has an unknown property"] = ("METADATA_WRONG_VALUE", "project/", b => b.Document(Project)["hca_bionetworks"] = JsonNode.Parse("""[{"name": "Gut", "colour": "red"}]""")),
        ["accessions are nowhere"] = ("METADATA_WRONG_VALUE", "project/", b => b.Document(Project)["_accessions"] = new JsonArray("X")),
        ["nulls are among the labels"] = ("METADATA_WRONG_VALUE", "donor_organism/", b => b.Document(Donor)["genus_species"] = JsonNode.Parse("""[{"text": null}, {"text": "a"}]""")),
    };

    public static TheoryData<string> CaseNames => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(CaseNames))]
    public void A_bad_bundle_is_refused_with_its_name_the_place_and_the_reason_when(string name)
    {
        var (code, where, spoil) = Cases[name];
        var bundle = Typical().With(spoil);
        var exception = Assert.Throws<BundleException>(() => bundle.Contributions());
        Assert.Equal(code, exception.Code);
        Assert.Equal(bundle.Fqid.Fqid, exception.Bundle);
        if (where is null)
            Assert.Null(exception.Where);
        else
            Assert.StartsWith(where, exception.Where, StringComparison.Ordinal);
        Assert.NotEmpty(exception.Reason);
    }

    [Fact]
    public void The_version_of_a_bundle_must_be_a_date()
    {
        var fqid = Typical().Fqid;
        var bundle = Typical(fqid with { Fqid = fqid.Fqid with { Version = "v1" } });
        Assert.Equal("BUNDLE_VERSION", Assert.Throws<BundleException>(() => bundle.Contributions()).Code);
    }

    [Fact]
    public void A_missing_part_is_named()
    {
        var bundle = Typical().Build() with { Parts = new Dictionary<string, BundlePart>() };
        Assert.Equal("BUNDLE_PART_MISSING", Assert.Throws<BundleException>(() => new HcaPlugin().Transform(bundle)).Code);
    }

    [Fact]
    public void A_chain_of_links_without_end_is_refused()
    {
        var bundle = Typical();
        for (var i = 0; i < 600; i++)
        {
            bundle.Add("cell_suspension", 1000 + i, """{"biomaterial_core": {"biomaterial_id": "x", "ncbi_taxon_id": [1]}}""");
            bundle.Add("process", 3000 + i, """{"process_core": {"process_id": "x"}}""");
            if (i > 0)
                bundle.Link(3000 + i, [999 + i], [1000 + i]);
        }
        Assert.Equal("LINKS_TOO_DEEP", Assert.Throws<BundleException>(() => bundle.Contributions()).Code);
    }

    [Theory]
    [InlineData("""{"name": "\ud800"}""")]
    [InlineData("""{"\ud800": 1}""")]
    public void Text_that_is_no_Unicode_is_refused(string contributors)
    {
        var bundle = Typical().Build();
        var metadata = bundle.Part("metadata").Documents.ToDictionary();
        var project = $"project/{Id(Project)}";
        metadata[project] = JsonElement.Parse(metadata[project].GetRawText().Replace("\"contributors\":[", $"\"contributors\":[{contributors},", StringComparison.Ordinal));
        var spoiled = bundle with { Parts = new Dictionary<string, BundlePart>(bundle.Parts) { ["metadata"] = new(metadata) } };
        Assert.Throws<BundleException>(() => new HcaPlugin().Transform(spoiled).Contributions(BundlePartition.Root, false).Count());
    }

    [Fact]
    public void The_joiner_is_allowed_in_the_names_of_properties() =>
        Assert.NotEmpty(Typical().With(b => b.Document(Project)["a||b"] = "\u007c fine").Contributions());

    private static JsonArray Terms(string text) => new(new JsonObject { ["text"] = text });

    private static void AddMatrix(HcaBundleBuilder bundle, string strata)
    {
        bundle.AddFile("supplementary_file", 50, "all.csv");
        bundle.Document(50)["file_core"]!["content_description"] = Terms("matrix");
        bundle.Document(50)["file_core"]!["file_source"] = "GEO";
        bundle.Document(50)["file_description"] = strata;
    }
}
