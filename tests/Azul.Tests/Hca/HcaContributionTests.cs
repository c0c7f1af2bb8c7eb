using System.Text.Json.Nodes;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Tests.Golden;
using Snapshooter.Xunit3;
using static Azul.Tests.Hca.HcaBundleBuilder;

namespace Azul.Tests.Hca;

public sealed class HcaContributionTests
{
    [Fact]
    public void A_bundle_contributes_to_its_files_suspensions_samples_project_and_itself() => Snapshot.Match(
        string.Join('\n', Typical().Contributions().Select(c => $"{c.DocumentId} {c.Entity.EntityType}\n{Pretty(c.Contents)}")));

    [Fact]
    public void Contributions_are_aggregated()
    {
        var indexing = new Indexing(new HcaPlugin());
        indexing.Add(Typical().Build());
        Snapshot.Match(string.Join('\n', indexing.Aggregates().Select(a => $"{a.Entity}\n{Pretty(a.ToDocument())}")));
    }

    [Fact]
    public void Of_two_versions_of_a_bundle_the_greater_one_counts_until_it_is_deleted()
    {
        var indexing = new Indexing(new HcaPlugin());
        var older = Typical();
        var newer = Typical(older.Fqid with { Fqid = older.Fqid.Fqid with { Version = "2025-01-01T00:00:00.000000Z" } })
            .With(b => b.Document(Project)["project_core"]!["project_title"] = "More wombats");
        indexing.Add(older.Build());
        indexing.Add(newer.Build());
        Assert.Equal("More wombats", TitleIn(indexing));
        indexing.Add(newer.Build(), deleted: true);
        Assert.Equal("Wombats", TitleIn(indexing));
        indexing.Add(older.Build(), deleted: true);
        Assert.Empty(indexing.Aggregates());
    }

    [Fact]
    public void Stitched_files_get_no_contribution_but_stitched_suspensions_do()
    {
        var contributions = Typical().Stitch(Donor, Specimen, Suspension, Read1, 7, 8).Contributions();
        Assert.Equal(
            [$"files/{Id(Read2)}", $"cell_suspensions/{Id(Suspension)}", $"samples/{Id(Specimen)}", $"projects/{Id(Project)}", $"bundles/b0000000-0000-4000-8000-000000000000"],
            contributions.Select(c => $"{c.Entity}"));
    }

    [Fact]
    public void Dates_of_stitched_entities_are_not_aggregated()
    {
        var dates = Typical().Stitch(Project).Inner("dates");
        Assert.Equal("2020-01-02T00:00:00.000000Z", dates["submission_date"]);
        Assert.Equal("2020-01-03T00:00:00.000000Z", dates["aggregate_submission_date"]);
        Assert.Equal("2021-01-12T00:00:00.500000Z", dates["aggregate_last_modified_date"]);
    }

    [Fact]
    public void Partitions_share_the_contributions_among_themselves()
    {
        var transformation = new HcaPlugin().Transform(Typical().Build());
        var parts = BundlePartition.Root.Divide(64).ToArray();
        Assert.Equal(
            transformation.Contributions(BundlePartition.Root, false).Select(c => c.DocumentId).Order(),
            parts.SelectMany(p => transformation.Contributions(p, false)).Select(c => c.DocumentId).Order());
        Assert.Equal(6, transformation.Estimate(BundlePartition.Root));
        Assert.Equal(6, parts.Sum(transformation.Estimate));
    }

    [Fact]
    public void A_deletion_has_the_contents_of_the_addition()
    {
        var transformation = new HcaPlugin().Transform(Typical().Build());
        var added = transformation.Contributions(BundlePartition.Root, false).First();
        var deleted = transformation.Contributions(BundlePartition.Root, true).First();
        Assert.True(deleted.Deleted);
        Assert.EndsWith("_deleted", deleted.DocumentId, StringComparison.Ordinal);
        Assert.Equal(added.Contents, deleted.Contents);
    }

    [Fact]
    public void A_suspension_of_which_another_one_was_made_counts_no_cells()
    {
        var bundle = Typical()
            .Add("cell_suspension", 20, """{"biomaterial_core": {"biomaterial_id": "child", "ncbi_taxon_id": [1]}, "estimated_cell_count": 5}""")
            .Add("process", 21, """{"process_core": {"process_id": "split"}}""")
            .Link(21, [Suspension], [20]);
        var suspensions = bundle.Contents("projects", Project)["cell_suspensions"].AsList.Select(s => s.AsEntity).ToDictionary(s => s["biomaterial_id"].AsString);
        Assert.Equal((0, 42), (suspensions["suspension"]["total_estimated_cells"].AsLong, suspensions["suspension"]["total_estimated_cells_redundant"].AsLong));
        Assert.Equal((5, 0), (suspensions["child"]["total_estimated_cells"].AsLong, suspensions["child"]["total_estimated_cells_redundant"].AsLong));
    }

    [Fact]
    public void The_samples_of_a_file_are_those_met_first_on_every_way_up()
    {
        var bundle = Typical()
            .Add("cell_line", 20, """{"biomaterial_core": {"biomaterial_id": "line", "ncbi_taxon_id": [1]}, "type": "primary", "model_organ": {"text": "burrow"}}""")
            .Add("process", 21, """{"process_core": {"process_id": "culture"}}""")
            .Link(21, [Specimen], [20])
            .Link(8, [20], [Suspension]);
        var file = bundle.Contents("files", Read1);
        Assert.Equal(["specimen"], Texts(file["sample_specimens"], "biomaterial_id"));
        Assert.Equal(["line"], Texts(file["sample_cell_lines"], "biomaterial_id"));
        Assert.Equal(["specimens", "cell_lines"], Texts(file["samples"], "entity_type"));
        var suspension = file["cell_suspensions"].AsList[0].AsEntity;
        Assert.Equal(Value.List("burrow", "colon"), suspension["organ"]);
        // A cell line has no organ part, and nulls come last.
        Assert.Equal(Value.List("first third", "last third", Value.Null), suspension["organ_part"]);
    }

    [Fact]
    public void Empty_lists_of_values_hold_a_null_and_empty_lists_of_objects_hold_nothing()
    {
        var bundle = Typical().With(b =>
        {
            b.Document(Project).Remove("contributors");
            b.Document(Project).Remove("insdc_project_accessions");
            b.Document(Project).Remove("geo_series_accessions");
        });
        var project = bundle.Inner("projects");
        Assert.Equal(Value.List(Value.Null), project["laboratory"]);
        Assert.Equal(Value.List(Value.Null), project["supplementary_links"]);
        Assert.Empty(project["contributors"].AsList);
        Assert.Empty(project["accessions"].AsList);
        Assert.Empty(project["tissue_atlas"].AsList);
        Assert.Empty(bundle.Inner("files")["related_files"].AsList);
    }

    [Fact]
    public void A_project_names_each_of_its_bionetworks_even_those_of_one_name()
    {
        var bundle = Typical().With(b => b.Document(Project)["hca_bionetworks"] = JsonNode.Parse("""
            [{"name": "Lung", "atlas_project": true, "hca_tissue_atlas": "Lung", "hca_tissue_atlas_version": "v2.0"},
             {"name": "Lung", "hca_tissue_atlas": "Lung", "hca_tissue_atlas_version": "v1.0"},
             {"name": "Eye"}, {}, {"name": "Eye"}]
            """));
        var project = bundle.Inner("projects");
        Assert.Equal(Value.List("Eye", "Lung", "Lung"), project["bionetwork_name"]);
        Assert.Equal(3, project["tissue_atlas"].AsList.Count);
        Assert.True(project["is_tissue_atlas_project"].AsBoolean);
        var indexing = new Indexing(new HcaPlugin());
        indexing.Add(bundle.Build());
        var file = indexing.Aggregates().First(a => a.Entity.EntityType == "files");
        Assert.Equal(Value.List("Eye", "Lung"), file.Contents["projects"].AsList[0].AsEntity["bionetwork_name"]);
    }

    [Theory]
    [InlineData("6-12", "week", 3628800.0, 7257600.0)]
    [InlineData("38", "Years", 1198368000.0, 1198368000.0)]
    [InlineData("-2", "second", 0.0, 2.0)]
    [InlineData("1-", "day", 86400.0, null)]
    public void An_age_is_a_range_of_seconds_too(string age, string unit, double min, double? max)
    {
        var donor = Typical().With(b =>
        {
            b.Document(Donor)["organism_age"] = age;
            b.Document(Donor)["organism_age_unit"]!["text"] = unit;
        }).Inner("donors");
        Assert.Equal(Value.List(min, max is { } end ? end : Value.Null), donor["organism_age_range"]);
        Assert.Equal(new Entity(("value", age), ("unit", unit)), donor["organism_age"].AsEntity);
    }

    [Fact]
    public void Without_an_age_there_is_no_range()
    {
        var donor = Typical().With(b =>
        {
            b.Document(Donor).Remove("organism_age");
            b.Document(Donor).Remove("organism_age_unit");
        }).Inner("donors");
        Assert.True(donor["organism_age"].IsNull);
        Assert.False(donor.Has("organism_age_range"));
    }

    [Theory]
    [InlineData("2020-05-06T07:08:09Z", "2020-05-06T07:08:09.000000Z")]
    [InlineData("2020-05-06t07:08:09.12z", "2020-05-06T07:08:09.120000Z")]
    [InlineData("2020-05-06T00:08:09.123456+02:30", "2020-05-05T21:38:09.123456Z")]
    public void Dates_are_brought_into_one_form(string date, string expected)
    {
        var project = Typical().With(b => b.Document(Project)["provenance"]!["submission_date"] = date).Inner("dates");
        Assert.Equal(expected, project["submission_date"]);
    }

    [Fact]
    public void Documents_and_links_of_old_versions_are_understood()
    {
        var bundle = Typical();
        foreach (var (key, document) in bundle.Metadata.ToArray())
            bundle.Metadata[key] = Wrapped(document!.DeepClone().AsObject());
        bundle.LinkList.Clear();
        foreach (var (source, destination) in new[] { (Donor, 7), (7, Specimen), (Specimen, 8), (8, Suspension), (Suspension, 9), (9, Read1), (9, Read2), (9, Preparation), (9, Sequencing) })
            bundle.LinkList.Add(new JsonObject { ["source_id"] = Id(source), ["destination_id"] = Id(destination) });
        Assert.Equal(Typical().Contents("files", Read1), bundle.Contents("files", Read1));
        bundle.Links["schema_version"] = "1.1.3";
        bundle.LinkList.Clear();
        foreach (var (process, input, output) in new[] { (7, Donor, Specimen), (8, Specimen, Suspension), (9, Suspension, Read1), (9, Suspension, Read2) })
        {
            bundle.LinkList.Add(new JsonObject
            {
                ["process"] = Id(process),
                ["inputs"] = new JsonArray(Id(input)),
                ["outputs"] = new JsonArray(Id(output)),
                ["protocols"] = process == 9
                    ? new JsonArray(new JsonObject { ["protocol_id"] = Id(Preparation) }, new JsonObject { ["protocol_id"] = Id(Sequencing) })
                    : new JsonArray(),
            });
        }
        Assert.Equal(Typical().Contents("files", Read1), bundle.Contents("files", Read1));
    }

    private static JsonObject Wrapped(JsonObject document)
    {
        var provenance = document["provenance"]!.DeepClone().AsObject();
        document.Remove("provenance");
        return new()
        {
            ["content"] = document,
            ["hca_ingest"] = new JsonObject
            {
                ["document_id"] = provenance["document_id"]!.DeepClone(),
                ["submissionDate"] = provenance["submission_date"]!.DeepClone(),
                ["updateDate"] = provenance["update_date"]!.DeepClone(),
            },
        };
    }

    private static string TitleIn(Indexing indexing) => indexing.Aggregates().Single(a => a.Entity.EntityType == "projects")
        .Contents["projects"].AsList[0].AsEntity["project_title"].AsString;

    private static IEnumerable<string> Texts(Value entities, string property) => entities.AsList.Select(e => e.AsEntity[property].AsString);

    private static string Pretty(Value value) => JsonNode.Parse(ValueJson.Serialize(value))!.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });
}
