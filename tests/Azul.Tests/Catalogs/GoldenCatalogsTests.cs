using Azul.Tests.Repositories;
using Azul.Tests.Support;

namespace Azul.Tests.Catalogs;

/// <summary>The three catalogs of the recorded answers are a matter of configuration alone.</summary>
public sealed class GoldenCatalogsTests
{
    private const string Configuration = """
        {"Azul": {"Catalogs": [
          {"Name": "hca", "Atlas": "hca", "Metadata": "hca", "Repository": "canned", "RepositoryName": "tdr_hca",
           "Folder": "golden/bundles", "Include": ["*.dss.json"], "DrsHost": "mock_drs_domain.lan"},
          {"Name": "mixed", "Atlas": "hca", "Metadata": "hca", "Repository": "canned", "RepositoryName": "tdr_hca",
           "Folder": "golden/bundles", "Include": ["*.dss.json", "4426adc5-*.tdr_hca.json"], "Exclude": ["1b6d8348-*"], "DrsHost": "mock_drs_domain.lan"},
          {"Name": "anvil", "Atlas": "anvil", "Metadata": "anvil", "Repository": "canned", "RepositoryName": "tdr_anvil", "Folder": "golden/bundles"}
        ]}}
        """;

    [Theory]
    [InlineData("hca", "tdr_hca", 26, "https://fake_dss_instance/v1:/2")]
    [InlineData("mixed", "tdr_hca", 26, "https://fake_dss_instance/v1:/2", "tdr:bigquery:gcp:test_hca_project:hca_snapshot:/2")]
    [InlineData("anvil", "tdr_anvil", 2, "tdr:bigquery:gcp:test_anvil_project:anvil_snapshot:/2")]
    public async Task A_catalog_has_its_bundles(string name, string repositoryName, int count, params string[] specs)
    {
        SharedFiles.Path("golden/bundles");
        var catalogs = Configured.Catalogs(Configuration, Path.Combine(SharedFiles.RepositoryRoot, "..", "shared"));
        Assert.Equal("hca", catalogs.Default.Name);
        var catalog = catalogs.Find(name)!;
        Assert.Equal(repositoryName, catalog.RepositoryName);
        var sources = await catalog.Repository.ListSourcesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(specs, sources.Select(s => s.Spec));
        var bundles = new List<string>();
        foreach (var source in sources)
            bundles.AddRange((await catalog.Repository.BundlesOf(source)).Select(b => b.Fqid.ToString()));
        Assert.Equal(count, bundles.Count);
        Assert.Equal(name == "mixed", !bundles.Exists(b => b.StartsWith("1b6d8348", StringComparison.Ordinal)) && name != "anvil");
    }
}
