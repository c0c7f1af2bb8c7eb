using Azul.Plugins.Repositories;

namespace Azul.Tests.Repositories;

/// <summary>The rules of <c>spec/indexer.md</c> §6.2.</summary>
public sealed class SourceSpecTests
{
    [Theory]
    [InlineData("tdr:bigquery:gcp:datarepo-a1c89fba:hca_prod_005d__20220111_dcp2_20220113_dcp12:")]
    [InlineData("tdr:bigquery:gcp:datarepo-a1c89fba:hca_prod_005d__20220111_dcp2_20220113_dcp12:/2")]
    [InlineData("tdr:bigquery:gcp:datarepo-a1c89fba:hca_prod_005d__20220111_dcp2_20220113_dcp12:42/1")]
    [InlineData("https://github.com/HumanCellAtlas/schema-test-data/tree/de355ca/tests:/0")]
    [InlineData("https://dss.example/v1:aa/1")]
    [InlineData("name:0123abcd/0")]
    public void A_specification_survives_parsing(string text) => Assert.Equal(text, SourceSpec.Parse(text).ToString());

    [Fact]
    public void The_name_ends_at_the_last_colon()
    {
        var spec = SourceSpec.Parse("https://dss.example/v1:aa/1");
        Assert.Equal("https://dss.example/v1", spec.Name);
        Assert.Equal(new SourcePrefix("aa", 1), spec.Prefix);
        Assert.Null(SourceSpec.Parse("name:").Prefix);
    }

    [Theory]
    [InlineData("name", "Invalid source specification")]
    [InlineData(":", "Invalid source specification")]
    [InlineData("name:42", "Missing partition prefix length")]
    [InlineData("name:42/", "must not end in a slash")]
    [InlineData("name:/", "must not end in a slash")]
    [InlineData("name:/x", "not a plain decimal number")]
    [InlineData("name:/-1", "not a plain decimal number")]
    [InlineData("name:/1/2", "not a plain decimal number")]
    [InlineData("name:/01", "not a plain decimal number")]
    [InlineData("name:4G/1", "not a valid UUID prefix")]
    [InlineData("name:AB/1", "not a valid UUID prefix")]
    [InlineData("name:a-/1", "not a valid UUID prefix")]
    [InlineData("name:12345678-/0", "not a valid UUID prefix")]
    [InlineData("name:12345678/1", "too long")]
    [InlineData("name:123456789/0", "too long")]
    [InlineData("name:/9", "too long")]
    [InlineData("name:/2147483647", "too long")]
    public void A_wrong_specification_is_refused_with_its_fault(string text, string fault)
    {
        Assert.Contains(fault, Assert.Throws<FormatException>(() => SourceSpec.Parse(text)).Message, StringComparison.Ordinal);
        Assert.Null(SourceSpec.TryParse(text));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(8192, 0)]
    [InlineData(8193, 1)]
    [InlineData(131_072, 1)]
    [InlineData(131_073, 2)]
    [InlineData(1_000_000, 2)]
    public void The_prefix_follows_from_the_number_of_bundles(long bundles, int partition) => Assert.Equal(new SourcePrefix("", partition), SourcePrefix.For(bundles));

    [Fact]
    public void The_parts_cover_the_prefix_in_order()
    {
        Assert.Equal([""], SourcePrefix.Parse("/0").Parts());
        Assert.Equal(["a0", "a1", "a2"], SourcePrefix.Parse("a/1").Parts().Take(3));
        Assert.Equal(256, SourcePrefix.Parse("/2").Parts().Count());
        Assert.Equal("00000001", SourcePrefix.Parse("/8").Parts().ElementAt(1));
    }

    [Fact]
    public void A_specification_without_a_prefix_covers_every_prefix_of_its_name()
    {
        Assert.True(SourceSpec.Parse("a:").Covers(SourceSpec.Parse("a:/2")));
        Assert.False(SourceSpec.Parse("a:/1").Covers(SourceSpec.Parse("a:/2")));
        Assert.False(SourceSpec.Parse("b:").Covers(SourceSpec.Parse("a:/2")));
    }
}
