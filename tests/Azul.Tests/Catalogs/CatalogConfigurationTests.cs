using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;

namespace Azul.Tests.Catalogs;

/// <summary>The rules of <c>spec/service.md</c> §9, and what else a configuration can get wrong.</summary>
public sealed class CatalogConfigurationTests
{
    private const string Good = """{"Name": "dcp1", "Atlas": "hca", "Metadata": "hca", "Repository": "canned", "Folder": "."}""";

    [Fact]
    public void A_catalog_has_what_is_configured()
    {
        var catalogs = Read("""
            {"Name": "dcp40-it", "Atlas": "hca", "Internal": true, "Metadata": "hca", "Repository": "staging", "RepositoryName": "canned",
             "Sources": [{"Spec": "https://github.com/o/r/tree/main:/1", "Folder": ".", "FileUrlBase": "https://files.example"}, {"Spec": "other:", "Folder": "."}]}
            """, Good);
        var catalog = catalogs.Default;
        Assert.Equal(("dcp40-it", "hca", true, "hca", "canned"), (catalog.Name, catalog.Atlas, catalog.IsInternal, catalog.Metadata.Name, catalog.RepositoryName));
        Assert.Equal([SourceSpec.Parse("https://github.com/o/r/tree/main:/1"), SourceSpec.Parse("other:")], catalog.Sources);
        Assert.Equal(("dcp1", "canned", false), (catalogs[1].Name, catalogs[1].RepositoryName, catalogs[1].IsInternal));
        Assert.Empty(catalogs[1].Sources);
    }

    [Fact]
    public async Task Relative_folders_start_from_the_content_root()
    {
        using var root = new Support.TemporaryFolder();
        root.Write("bundles/a.json", "{}");
        var repository = Configured.Catalogs($$"""{"Azul": {"Catalogs": [{{Good.Replace("\".\"", "\"bundles\"", StringComparison.Ordinal)}}]} }""", root.Path).Default.Repository;
        Assert.Empty(await repository.ListSourcesAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("dcp40")]
    [InlineData("a")]
    [InlineData("lungmap-2-b")]
    [InlineData("indices")]
    public void Names_are_words_joined_by_hyphens(string name) => Assert.Equal(name, Read(With("Name", $"\"{name}\"")).Default.Name);

    [Theory]
    [InlineData("Name", "\"Dcp\"", "Name", "not a catalog name")]
    [InlineData("Name", "\"4dcp\"", "Name", "not a catalog name")]
    [InlineData("Name", "\"dcp-\"", "Name", "not a catalog name")]
    [InlineData("Name", "\"dcp--1\"", "Name", "not a catalog name")]
    [InlineData("Name", "\"dcp_1\"", "Name", "not a catalog name")]
    [InlineData("Name", "\"dcp \"", "Name", "not a catalog name")]
    [InlineData("Name", "\"dcp\\n\"", "Name", "not a catalog name")]
    [InlineData("Name", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"", "Name", "64 characters")]
    [InlineData("Name", "\"repository\"", "Name", "reserved")]
    [InlineData("Name", "\"graphql\"", "Name", "reserved")]
    [InlineData("Name", "\"\"", "Name", "is missing")]
    [InlineData("Atlas", "null", "Atlas", "is missing")]
    [InlineData("Name", "\"dcp-it\"", "Internal", "must be true")]
    [InlineData("Internal", "true", "Internal", "must be false")]
    [InlineData("Internal", "\"yes\"", "Internal", "must be true or false")]
    [InlineData("Metadata", "\"hcaa\"", "Metadata", "use one of 'hca', 'anvil'")]
    [InlineData("Metadata", "null", "Metadata", "one of 'hca', 'anvil'")]
    [InlineData("Repository", "\"caned\"", "Repository", "use one of 'canned', 'staging'")]
    [InlineData("Include", "\"*.json\"", "Include", "must be a list")]
    [InlineData("Include", "[\"\"]", "Include:0", "not empty")]
    [InlineData("Folder", "\"\"", "Folder", "is missing")]
    [InlineData("Folder", "\"nowhere\"", "Folder", "there is no folder")]
    [InlineData("Sources", "\"a:\"", "Sources", "must be a list")]
    [InlineData("Sources", "{\"Spec\": \"a:\"}", "Sources", "must be a list")]
    [InlineData("Sources", "[\"a\"]", "Sources:0", "Invalid source specification")]
    [InlineData("Sources", "[\"a:\", \"b:12/\"]", "Sources:1", "must not end in a slash")]
    [InlineData("Sources", "[\"a:\", \"a:\"]", "Sources:1", "there already")]
    [InlineData("Sources", "[{\"Spec\": \"a:x/\"}]", "Sources:0:Spec", "slash")]
    [InlineData("Sources", "[{\"Folder\": \"a\"}]", "Sources:0:Folder", "not a known setting")]
    [InlineData("Sources", "[{}]", "Sources:0:Spec", "is missing")]
    [InlineData("Exlude", "[]", "Exlude", "'Exclude'")]
    [InlineData("Plugins", "{\"Metadata\": \"hca\"}", "Plugins", "not a known setting")]
    public void A_wrong_setting_is_refused_with_its_path(string key, string value, string path, string fault) => AssertRefused($"Azul:Catalogs:0:{path}", fault, With(key, value));

    [Theory]
    [InlineData("", "Sources", "at least one staging area")]
    [InlineData(""", "Sources": ["a:"]""", "Sources:0:Folder", "is missing")]
    [InlineData(""", "Sources": [{"Spec": "a:"}]""", "Sources:0:Folder", "is missing")]
    [InlineData(""", "Sources": [{"Folder": "a"}]""", "Sources:0:Spec", "is missing")]
    [InlineData(""", "Sources": [{"Spec": "a:", "Folder": ".", "FileUrlBase": "files"}]""", "Sources:0:FileUrlBase", "not an absolute http or https URL")]
    [InlineData(""", "Sources": [{"Spec": "a:", "Folder": "a", "Foldr": "b"}]""", "Sources:0:Foldr", "'Folder'")]
    [InlineData(""", "Folder": "a", "Sources": []""", "Folder", "not a known setting")]
    [InlineData(""", "Sources": [{"Spec": "a:", "Folder": "."}, {"Spec": "b:", "Folder": "nowhere"}]""", "Sources:1:Folder", "there is no folder")]
    public void A_wrong_setting_of_a_staging_area_is_refused_with_its_path(string rest, string path, string fault) =>
        AssertRefused($"Azul:Catalogs:0:{path}", fault, $$"""{"Name": "dcp1", "Atlas": "hca", "Metadata": "hca", "Repository": "staging"{{rest}}}""");

    [Fact]
    public void Bundle_kinds_must_be_compatible()
    {
        var catalog = """{"Name": "a", "Atlas": "anvil", "Metadata": "anvil", "Repository": "staging", "Sources": [{"Spec": "a:", "Folder": "a"}]}""";
        AssertRefused("Azul:Catalogs:0:Repository", "use one of 'canned'", catalog);
    }

    [Fact]
    public void Names_are_unique() => AssertRefused("Azul:Catalogs:1:Name", "the name of another catalog", Good, Good);

    [Fact]
    public void There_is_at_least_one_catalog()
    {
        AssertRefused("Azul:Catalogs", "at least one");
        AssertFails("{}", "Azul:Catalogs", "at least one");
        AssertFails($$"""{"Azul": {"Catalogs": {"dcp1": {{Good}}} } }""", "Azul:Catalogs", "must be a list");
    }

    private static string With(string key, string value)
    {
        var catalog = System.Text.Json.Nodes.JsonNode.Parse(Good)!.AsObject();
        catalog[key] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return catalog.ToJsonString();
    }

    private static CatalogList Read(params string[] catalogs) => Configured.Catalogs($$"""{"Azul": {"Catalogs": [{{string.Join(",", catalogs)}}]} }""", AppContext.BaseDirectory);

    private static void AssertRefused(string path, string fault, params string[] catalogs) =>
        AssertFails($$"""{"Azul": {"Catalogs": [{{string.Join(",", catalogs)}}]} }""", path, fault);

    private static void AssertFails(string json, string path, string fault)
    {
        var e = Assert.Throws<ConfigurationException>(() => Configured.Catalogs(json, AppContext.BaseDirectory));
        Assert.Equal(path, e.Key);
        Assert.Contains(fault, e.Message, StringComparison.Ordinal);
    }
}
