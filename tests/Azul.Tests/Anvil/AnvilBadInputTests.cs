using Azul.Plugins.Anvil;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Anvil;

public sealed class AnvilBadInputTests
{
    private static readonly AnvilPlugin Plugin = new();

    [Theory]
    [InlineData("title", "anvil_dataset", 1)]
    [InlineData("donor_age_at_collection_lower_bound", "anvil_biosample", 2)]
    [InlineData("source_datarepo_row_ids", "anvil_biosample", 2)]
    [InlineData("reported_ethnicity", "anvil_donor", 2)]
    [InlineData("onset_age_upper_bound", "anvil_diagnosis", 2)]
    [InlineData("drs_uri", "anvil_file", 2)]
    [InlineData("version", "anvil_file", 2)]
    public void A_missing_column_is_named(string column, string table, int number)
    {
        var bundle = new AnvilBundle();
        if (number != 1)
            bundle.Row("anvil_dataset", 1);
        AssertFails("METADATA_PROPERTY_MISSING", $"{table}/{AnvilBundle.Id(number)}", $"'{column}'", bundle.RowWithout(column, table, number).Build());
    }

    [Fact]
    public void An_activity_without_its_id_is_named()
    {
        var activity = $"anvil_assayactivity/{AnvilBundle.Id(2)}";
        AssertFails(
            "METADATA_PROPERTY_MISSING", activity, "'assayactivity_id'",
            new AnvilBundle().Row("anvil_dataset", 1).RowWithout("assayactivity_id", "anvil_assayactivity", 2).Link([], activity).Build());
    }

    [Theory]
    [InlineData("title", 5L)]
    [InlineData("owner", "a name")]
    public void A_column_of_the_wrong_type_is_named(string column, object value) => AssertFails(
        "METADATA_WRONG_TYPE", $"anvil_dataset/{AnvilBundle.Id(1)}", $"'{column}'",
        new AnvilBundle().Row("anvil_dataset", 1, (column, value is long number ? number : (string)value)).Build());

    [Fact]
    public void An_age_that_is_no_number_is_named() => AssertFails(
        "METADATA_WRONG_TYPE", $"anvil_biosample/{AnvilBundle.Id(2)}", "must be a number, not a text",
        new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_biosample", 2, ("donor_age_at_collection_upper_bound", "old")).Build());

    [Fact]
    public void A_link_to_an_entity_that_is_not_there_is_named() => AssertFails(
        "LINK_TARGET_MISSING", "links", AnvilBundle.Id(9),
        new AnvilBundle().Row("anvil_dataset", 1).Link([$"anvil_dataset/{AnvilBundle.Id(1)}"], null, $"anvil_file/{AnvilBundle.Id(9)}").Build());

    [Fact]
    public void An_activity_that_is_none_is_named() => AssertFails(
        "LINK_WRONG", "links", "which is none", new AnvilBundle().Row("anvil_dataset", 1).Link([], $"anvil_dataset/{AnvilBundle.Id(1)}").Build());

    [Fact]
    public void An_activity_without_link_is_named() => AssertFails(
        "LINK_MISSING", $"anvil_assayactivity/{AnvilBundle.Id(2)}", "no link", new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_assayactivity", 2).Build());

    [Fact]
    public void A_bundle_with_two_data_sets_is_refused() => AssertFails(
        "BUNDLE_DATASET_COUNT", null, "exactly one data set", new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_dataset", 2).Build());

    [Fact]
    public void A_bundle_without_data_set_is_refused() => AssertFails("BUNDLE_DATASET_COUNT", null, "exactly one data set", new AnvilBundle().Row("anvil_donor", 1).Build());

    [Fact]
    public void A_row_that_is_there_twice_is_refused() => AssertFails(
        "METADATA_DUPLICATE_ID", $"anvil_dataset/{AnvilBundle.Id(1)}", "twice", new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_dataset", 1).Build());

    [Theory]
    [InlineData("anvil_file", "ENTITY_REFERENCE_WRONG")]
    [InlineData("/00000001-0000-4000-8000-000000000000", "ENTITY_REFERENCE_WRONG")]
    [InlineData("anvil_file/a/b", "ENTITY_REFERENCE_WRONG")]
    [InlineData("anvil_file/a_b", "METADATA_WRONG_ID")]
    public void A_row_must_be_named_by_table_and_id(string reference, string code) =>
        AssertFails(code, reference, "", new AnvilBundle().Row("anvil_dataset", 1).Raw(reference, Entity.Empty).Build());

    [Theory]
    [InlineData("[]", "[]", "entities")]
    [InlineData("{\"anvil_dataset/00000001-0000-4000-8000-000000000000\":5}", "[]", "anvil_dataset/00000001-0000-4000-8000-000000000000")]
    [InlineData("{}", "{}", "links")]
    [InlineData("{}", "[5]", "links")]
    [InlineData("{}", "[{\"activity\":null,\"inputs\":5,\"outputs\":[]}]", "links")]
    [InlineData("{}", "[{\"activity\":null,\"inputs\":[null],\"outputs\":[]}]", "links")]
    public void Parts_of_the_wrong_type_are_named(string entities, string links, string where) =>
        AssertFails("METADATA_WRONG_TYPE", where, "must be", new AnvilBundle().Build(entities, links));

    [Fact]
    public void A_link_without_outputs_is_named() => AssertFails(
        "METADATA_PROPERTY_MISSING", "links", "'outputs'", new AnvilBundle().Build("{}", "[{\"activity\":null,\"inputs\":[]}]"));

    [Fact]
    public void A_missing_part_is_named()
    {
        var bundle = new AnvilBundle().Row("anvil_dataset", 1).Build();
        AssertFails("BUNDLE_PART_MISSING", "links", "", bundle with { Parts = bundle.Parts.Where(p => p.Key != "links").ToDictionary() });
    }

    [Fact]
    public void Text_that_is_no_unicode_is_refused() => AssertFails(
        "METADATA_WRONG_TYPE", null, "", new AnvilBundle().Build("{\"anvil_dataset/00000001-0000-4000-8000-000000000000\":{\"description\":\"\\ud800\"}}", "[]"));

    private static void AssertFails(string code, string? where, string reason, Bundle bundle)
    {
        var exception = Assert.Throws<BundleException>(() =>
        {
            var transformation = Plugin.Transform(bundle);
            _ = transformation.Contributions(BundlePartition.Root, false).ToArray();
            _ = transformation.Replicas(BundlePartition.Root).ToArray();
        });
        Assert.Equal(code, exception.Code);
        Assert.Equal(bundle.Id.Fqid, exception.Bundle);
        if (where is not null)
            Assert.Equal(where, exception.Where);
        Assert.Contains(reason, exception.Reason, StringComparison.Ordinal);
    }
}
