using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Plugins.Repositories;
using static Azul.Tests.Hca.HcaBundleBuilder;

namespace Azul.Tests.Hca;

public sealed class HcaFileTests
{
    private const string Strata = "genusSpecies=Vombatus ursinus,Homo sapiens;organ=colon,blood\ndevelopmentStage=joey;libraryConstructionApproach=10x";

    [Fact]
    public void One_file_stands_for_a_zarr_store()
    {
        var bundle = Typical()
            .AddFile("analysis_file", 30, "matrix.zarr!.zattrs")
            .AddFile("analysis_file", 31, "matrix.zarr!cells!0")
            .AddFile("analysis_file", 32, "matrix.zarr!genes!.zattrs")
            .AddFile("analysis_file", 33, "other.zarr!cells!0");
        var contributions = bundle.Contributions();
        var files = contributions.Where(c => c.Entity.EntityType == "files").Select(c => c.Entity.EntityId);
        // A member whose name ends like that of the representative is a file of its own, as in the original.
        Assert.Equal([Id(Read1), Id(Read2), Id(30), Id(32)], files);
        var related = bundle.Contents("files", 30)["files"].AsList[0].AsEntity["related_files"].AsList;
        Assert.Equal(["matrix.zarr/cells/0", "matrix.zarr/genes/.zattrs"], related.Select(f => f.AsEntity["name"].AsString));
        Assert.False(related[0].AsEntity.Has("related_files"));
        Assert.Equal(10, new HcaPlugin().Transform(bundle.Build()).Estimate(BundlePartition.Root));
    }

    [Theory]
    [InlineData("GEO", null, "GEO")]
    [InlineData(null, "099feafe-ab42-5fb1-bff5-dbbe5ea61a0d", "SCEA")]
    [InlineData("Publication", "099feafe-ab42-5fb1-bff5-dbbe5ea61a0d", "Publication")]
    [InlineData(null, "00000000-0000-4000-8000-000000000000", null)]
    [InlineData(null, null, null)]
    public void The_submitter_of_a_file_is_known_by_its_title_or_its_id(string? source, string? id, string? expected)
    {
        var bundle = Typical().With(b =>
        {
            b.Document(Read1)["file_core"]!["file_source"] = source;
            b.Document(Read1)["provenance"]!["submitter_id"] = id;
        });
        Assert.Equal<Value>(expected, FileOf(bundle, Read1)["file_source"]);
    }

    [Fact]
    public void Analysis_files_that_an_analysis_made_are_from_the_platform()
    {
        var file = FileOf(Analyzed(), 41);
        Assert.Equal("DCP/2 Analysis", file["file_source"]);
        Assert.True(file["is_intermediate"].AsBoolean);
        Assert.Equal(Value.List("Count Matrix"), file["content_description"]);
    }

    [Fact]
    public void Final_matrices_of_the_platform_are_listed_with_what_they_are_linked_to()
    {
        var bundle = Analyzed().With(b => b.Document(41)["provenance"]!["submitter_id"] = "e67aaabe-93ea-564a-aa66-31bc0857b707");
        var matrix = bundle.Inner("matrices")["file"].AsEntity;
        Assert.Equal("genusSpecies=Vombatus ursinus;developmentStage=joey;organ=colon;libraryConstructionApproach=10x", matrix["strata"]);
        Assert.Empty(bundle.Contents("projects", Project)["contributed_analyses"].AsList);
        Assert.False(bundle.Contents("files", 41).Has("matrices"));
    }

    [Fact]
    public void A_contributed_matrix_says_itself_what_it_is_made_of()
    {
        var bundle = Contributed(Strata);
        Assert.Equal(Strata, bundle.Inner("contributed_analyses")["file"].AsEntity["strata"]);
        var contents = bundle.Contents("files", 50);
        Assert.Equal(
            [
                new Entity(("genus_species", Value.List("Homo sapiens", "Vombatus ursinus")), ("biomaterial_id", "donor_organism_all.csv")),
                new Entity(("development_stage", Value.List("joey")), ("biomaterial_id", "donor_organism_all.csv")),
            ],
            contents["donors"].AsList.Select(d => d.AsEntity));
        Assert.Equal(
            [
                new Entity(("biomaterial_id", "specimen_from_organism_0_all.csv"), ("organ", "blood")),
                new Entity(("biomaterial_id", "specimen_from_organism_1_all.csv"), ("organ", "colon")),
            ],
            contents["specimens"].AsList.Select(d => d.AsEntity));
        Assert.Equal(
            [new Entity(("library_construction_approach", Value.List("10x")))],
            contents["library_preparation_protocols"].AsList.Select(d => d.AsEntity));
    }

    [Fact]
    public void Strata_of_more_combinations_than_anybody_could_look_at_fail_the_bundle()
    {
        var text = string.Join(';', new[] { "genusSpecies", "developmentStage", "organ" }.Select(d => $"{d}={string.Join(',', Enumerable.Range(0, 100))}"));
        var error = Assert.Throws<BundleException>(() => Contributed(text).Contributions());
        Assert.StartsWith("METADATA_WRONG_STRATA", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("the strata of a matrix have 1000000 combinations of values, and must not have more than 10000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_replica_is_a_copy_that_names_the_files_which_lead_to_it()
    {
        var bundle = Typical();
        var replicas = new HcaPlugin().Transform(bundle.Build()).Replicas(BundlePartition.Root).ToDictionary(r => r.Entity.EntityType + r.Entity.EntityId[..8]);
        Assert.Equal(10, replicas.Count);
        Assert.Equal([Id(Read1), Id(Read2)], replicas["donor_organism00000002"].HubIds);
        Assert.Equal([Id(Read1)], replicas["sequence_file00000005"].HubIds);
        Assert.Equal([Id(Read1), Id(Read2)], replicas["linksb0000000"].HubIds);
        Assert.Empty(replicas["project00000001"].HubIds);
        // Processes that do not sequence are not copied.
        Assert.DoesNotContain("process00000007", replicas.Keys);
        Assert.Equal(bundle.Document(Donor).ToJsonString(), JsonNode.Parse(replicas["donor_organism00000002"].Contents.Span)!.ToJsonString());
        Assert.Equal(CanonicalJson.Hash(JsonElement.Parse(bundle.Document(Donor).ToJsonString())), replicas["donor_organism00000002"].ContentHash);
    }

    [Fact]
    public void Slashes_are_put_back_into_the_names_of_files_in_copies_too()
    {
        var bundle = Typical().AddFile("sequence_file", 30, "folder!read3.fastq.gz", """{"read_index": "read3", "note": "Stop!"}""");
        Assert.Equal("folder/read3.fastq.gz", FileOf(bundle, 30)["name"]);
        var replica = new HcaPlugin().Transform(bundle.Build()).Replicas(BundlePartition.Root).Single(r => r.Entity.EntityId == Id(30));
        var copy = JsonNode.Parse(replica.Contents.Span)!;
        Assert.Equal("folder/read3.fastq.gz", copy["file_core"]!["file_name"]!.GetValue<string>());
        Assert.Equal("Stop!", copy["note"]!.GetValue<string>());
    }

    private static HcaBundleBuilder Analyzed() => Typical()
        .Add("analysis_process", 40, """{"process_core": {"process_id": "analyze"}}""")
        .AddFile("analysis_file", 41, "matrix.loom", """{"file_core": {"content_description": [{"text": "Count Matrix"}]}, "matrix_cell_count": 7}""")
        .Link(40, [Read1, Read2], [41]);

    private static HcaBundleBuilder Contributed(string description) => Typical().AddFile("supplementary_file", 50, "all.csv", JsonSerializer.Serialize(new
    {
        file_core = new { content_description = new[] { new { text = "matrix" } }, file_source = "Contributor" },
        file_description = description,
    }));

    private static Entity FileOf(HcaBundleBuilder bundle, int number) => bundle.Contents("files", number)["files"].AsList[0].AsEntity;
}
