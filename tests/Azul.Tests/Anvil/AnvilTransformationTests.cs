using Azul.Plugins.Anvil;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Golden;
using static Azul.Tests.Anvil.AnvilBundle;

namespace Azul.Tests.Anvil;

public sealed class AnvilTransformationTests
{
    private static readonly AnvilPlugin Plugin = new();

    [Theory]
    [InlineData("biosamples", 4, "activities 6 8, biosamples 4, datasets 1, diagnoses 2, donors 3, files 7 9")]
    [InlineData("biosamples", 5, "activities , biosamples 5, datasets 1, diagnoses 2, donors 3, files ")]
    [InlineData("donors", 3, "activities 6 8, biosamples 4 5, datasets 1, diagnoses 2, donors 3, files 7 9")]
    [InlineData("files", 7, "activities 6 8, biosamples 4, datasets 1, diagnoses 2, donors 3, files 7")]
    [InlineData("files", 9, "activities 6 8, biosamples 4, datasets 1, diagnoses 2, donors 3, files 9")]
    [InlineData("activities", 8, "activities 8, biosamples 4, datasets 1, diagnoses 2, donors 3, files 7 9")]
    [InlineData("datasets", 1, "activities 6 8, biosamples 4 5, datasets 1, diagnoses 2, donors 3, files 7 9")]
    [InlineData("bundles", 0xb, "activities 6 8, biosamples 4 5, datasets 1, diagnoses 2, donors 3, files 7 9")]
    public void An_entity_is_linked_to_what_leads_to_it_and_what_it_leads_to_but_not_to_its_siblings(string type, int number, string expected) =>
        Assert.Equal(expected, string.Join(", ", ContentsOf(Family.Build(), type, number).Select(c =>
            $"{c.Key} {string.Join(' ', c.Value.AsList.Select(e => int.Parse(e.AsEntity["document_id"].AsString[..8], System.Globalization.NumberStyles.HexNumber)))}")));

    [Fact]
    public void A_data_set_is_that_of_all_entities_whether_it_is_linked_to_them_or_not() => Assert.Equal(
        Id(1),
        Only(new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_donor", 2).Build(), "donors", 2, "datasets")["document_id"]);

    [Fact]
    public void Links_of_one_activity_are_one_link()
    {
        var bundle = new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_biosample", 2).Row("anvil_biosample", 3).Row("anvil_assayactivity", 4).Row("anvil_file", 5).Row("anvil_file", 6)
            .Link([Biosample(2)], "anvil_assayactivity/" + Id(4), File(5))
            .Link([Biosample(3)], "anvil_assayactivity/" + Id(4), File(6));
        Assert.Equal(2, ContentsOf(bundle.Build(), "files", 5)["biosamples"].AsList.Count);
        Assert.Equal(2, ContentsOf(bundle.Build(), "biosamples", 3)["files"].AsList.Count);
    }

    [Fact]
    public void Links_that_go_round_in_circles_end_somewhere() => Assert.Equal(
        2,
        ContentsOf(Family.Link([File(9)], null, Biosample(4)).Build(), "donors", 3)["files"].AsList.Count);

    [Fact]
    public void A_supplementary_file_has_its_data_set_and_nothing_else()
    {
        var bundle = new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_file", 2, ("is_supplementary", true)).Link([Dataset(1)], null, File(2)).Build();
        var transformation = Plugin.Transform(bundle);
        Assert.Equal(["bundles", "datasets", "files"], transformation.Contributions(BundlePartition.Root, false).Select(c => c.Entity.EntityType));
        Assert.True(Only(bundle, "files", 2, "files")["is_supplementary"].AsBoolean);
        Assert.Equal(["anvil_dataset 0 hubs", "anvil_file 1 hubs"], transformation.Replicas(BundlePartition.Root).Select(r => $"{r.Entity.EntityType} {r.HubIds.Count} hubs").Order());
    }

    [Theory]
    [InlineData("anvil_assayactivity", "activity_id:\"assayactivity 2\", assay_type:\"ATAC-seq\", data_modality:[null], reference_assembly:[null]")]
    [InlineData("anvil_sequencingactivity", "activity_id:\"sequencingactivity 2\", assay_type:[null], data_modality:[\"genomic\"], reference_assembly:[null]")]
    [InlineData("anvil_alignmentactivity", "activity_id:\"alignmentactivity 2\", assay_type:null, data_modality:[null], reference_assembly:[\"GRCh38\"]")]
    public void Activities_are_padded_with_the_columns_that_their_table_lacks(string table, string expected)
    {
        var reference = $"{table}/{Id(2)}";
        var activity = Only(new AnvilBundle().Row("anvil_dataset", 1).Row(table, 2).Link([], reference).Build(), "activities", 2, "activities");
        Assert.Equal(table, activity["activity_table"]);
        Assert.Equal(expected, string.Join(", ", new[] { "activity_id", "assay_type", "data_modality", "reference_assembly" }.Select(p => $"{p}:{activity[p]}")));
    }

    [Fact]
    public void Ages_are_ranges_of_floating_point_numbers()
    {
        Assert.Equal("""{"gte":30,"lte":40}""", $"{Only(Family.Build(), "biosamples", 4, "biosamples")["donor_age_at_collection"]}");
        var diagnosis = Only(Family.Build(), "donors", 3, "diagnoses");
        Assert.Equal(ValueKind.Double, diagnosis["diagnosis_age"].AsEntity["gte"].Kind);
        Assert.Equal("""{"gte":5,"lte":null}""", $"{diagnosis["diagnosis_age"]}");
        Assert.Equal("""{"gte":null,"lte":null}""", $"{diagnosis["onset_age"]}");
    }

    [Fact]
    public void An_age_without_ends_is_no_value_and_one_with_an_end_is()
    {
        var donor = Aggregates(Family.Build()).Single(a => a.Entity.EntityType == "donors").ToDocument();
        Assert.Equal([Value.Null], Plugin.Model.Field("diagnoses.onset_age")!.ValuesIn(donor));
        Assert.Equal(5, Assert.Single(Plugin.Model.Field("diagnoses.diagnosis_age")!.ValuesIn(donor)).AsEntity["gte"].AsDouble);
    }

    [Fact]
    public void Files_are_grouped_by_format_and_counted_once()
    {
        var second = new AnvilBundle(0xc).Row("anvil_dataset", 1).Row("anvil_file", 7).Row("anvil_file", 0x70).Build();
        var dataset = Aggregates(Family.Build(), second).Single(a => a.Entity.EntityType == "datasets");
        Assert.Equal([".bam 2", ".cram 1"], dataset.Contents["files"].AsList.Select(f => $"{f.AsEntity["file_format"].AsList[0].AsString} {f.AsEntity["count"]}"));
    }

    [Fact]
    public void Rows_of_other_tables_are_copied_where_they_are_linked_and_nothing_else()
    {
        var antibody = "anvil_antibody/" + Id(0x20);
        var transformation = Plugin.Transform(Family.Row("anvil_antibody", 0x20).Link([antibody], Sequencing(6)).Build());
        Assert.DoesNotContain(transformation.Contributions(BundlePartition.Root, false), c => c.Entity.EntityId == Id(0x20));
        var replica = Assert.Single(transformation.Replicas(BundlePartition.Root), r => r.Entity.EntityType == "anvil_antibody");
        Assert.Equal([Id(7), Id(9)], replica.HubIds);
    }

    [Fact]
    public void What_no_file_leads_to_has_no_replica() =>
        Assert.DoesNotContain(Plugin.Transform(Family.Build()).Replicas(BundlePartition.Root), r => r.Entity.EntityId == Id(5));

    [Fact]
    public void The_hash_of_a_replica_covers_what_the_repository_added_to_the_row()
    {
        Assert.Equal(HashOf(File7()), HashOf(File7()));
        Assert.NotEqual(HashOf(File7()), HashOf(File7(("drs_uri", Value.Null))));
        Assert.NotEqual(HashOf(File7()), HashOf(File7(("sha256", "abc"))));
        Assert.NotEqual(HashOf(File7()), HashOf(File7(("crc32", "abc"))));
        Assert.NotEqual(HashOf(File7()), HashOf(File7(("version", "another"))));

        static Bundle File7(params (string, Value)[] columns) => new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_file", 7, columns).Build();
        static string HashOf(Bundle bundle) => Assert.Single(Plugin.Transform(bundle).Replicas(BundlePartition.Root)).ContentHash;
    }

    [Fact]
    public void A_deletion_has_the_contents_of_the_addition()
    {
        var transformation = Plugin.Transform(Family.Build());
        var added = transformation.Contributions(BundlePartition.Root, deleted: false).ToArray();
        var deleted = transformation.Contributions(BundlePartition.Root, deleted: true).ToArray();
        Assert.Equal(added.Select(c => c.Contents), deleted.Select(c => c.Contents));
        Assert.All(deleted, c => Assert.True(c.Deleted));
    }

    [Fact]
    public void Partitions_share_the_contributions_and_replicas_out()
    {
        var transformation = Plugin.Transform(Family.Build());
        var partitions = BundlePartition.Root.Divide(2).SelectMany(p => p.Divide(2)).ToArray();
        Assert.Equal(
            transformation.Contributions(BundlePartition.Root, false).Select(c => $"{c.Entity}").Order(),
            partitions.SelectMany(p => transformation.Contributions(p, false)).Select(c => $"{c.Entity}").Order());
        Assert.Equal(8, transformation.Estimate(BundlePartition.Root));
        Assert.Equal(8, partitions.Sum(transformation.Estimate));
    }

    private static Entity ContentsOf(Bundle bundle, string type, int number) =>
        Plugin.Transform(bundle).Contributions(BundlePartition.Root, false).Single(c => c.Entity == new EntityReference(type, Id(number))).Contents;

    private static Entity Only(Bundle bundle, string type, int number, string innerType) =>
        Assert.Single(ContentsOf(bundle, type, number)[innerType].AsList).AsEntity;

    private static List<Aggregate> Aggregates(params Bundle[] bundles)
    {
        var indexing = new Indexing(Plugin);
        foreach (var bundle in bundles)
            indexing.Add(bundle);
        return [.. indexing.Aggregates()];
    }
}
