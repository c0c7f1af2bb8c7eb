using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Golden;
using Azul.Tests.Repositories;

namespace Azul.Tests.Tdr;

/// <summary>What <c>tdr_hca</c> makes of the golden tables.</summary>
public abstract class TdrHcaGoldenContract(bool inBatches) : IAsyncLifetime
{
    private const string Stitched = "4426adc5-b3c5-5aab-ab86-51d8ce44dfbe";

    private GoogleDouble google = null!;

    public async ValueTask InitializeAsync() => google = await TdrSetup.StartGoldenAsync(inBatches);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await google.DisposeAsync();
    }

    [Fact]
    public async Task The_source_is_the_snapshot_of_that_name() =>
        Assert.Equal(TdrSetup.Hca, await TdrSetup.Repository(google, TdrSetup.HcaSpec).OnlySource());

    [Fact]
    public async Task A_source_without_prefix_is_partitioned_by_its_count() =>
        Assert.Equal("tdr:bigquery:gcp:test_hca_project:hca_snapshot:/0", (await TdrSetup.Repository(google, "tdr:bigquery:gcp:test_hca_project:hca_snapshot:").OnlySource()).Spec);

    [Theory]
    [InlineData("", "1b6d8348", "4426adc5", "b0c2c714", "bd4939c1")]
    [InlineData("b", "b0c2c714", "bd4939c1")]
    [InlineData("44", "4426adc5")]
    [InlineData("00")]
    public async Task Bundles_are_listed_by_prefix(string prefix, params string[] bundles)
    {
        var listed = await TdrSetup.Repository(google, TdrSetup.HcaSpec).BundlesOf(TdrSetup.Hca, prefix);
        Assert.Equal(bundles, listed.Select(b => b.Fqid.Uuid[..8]));
        Assert.All(listed, b => Assert.Equal(b.Fqid.Uuid[0] == '1' ? "2019-09-24T09:35:06.958773Z" : "2020-08-10T21:24:26.174274Z", b.Fqid.Version));
    }

    [Fact]
    public async Task A_stitched_bundle_equals_that_of_the_original()
    {
        var bundle = await Fetch(Stitched, "2020-08-10T21:24:26.174274Z");
        BundleComparison.AssertEqual(GoldenBundle.Load($"{Stitched}.2020-01-01T00:00:00.000000Z.tdr_hca.json"), bundle, "links", "stitched");
    }

    [Fact]
    public async Task A_bundle_whose_files_are_its_own_is_not_stitched()
    {
        var bundle = await Fetch("1b6d8348-d6e9-406a-aa6a-7ee886e52bf9", "2019-09-24T09:35:06.958773Z");
        var golden = GoldenBundle.Load("1b6d8348-d6e9-406a-aa6a-7ee886e52bf9.2019-09-24T09:35:06.958773Z.dss.json");
        Assert.DoesNotContain("stitched", bundle.Parts.Keys);
        Assert.Equal(
            golden.Part("metadata").Documents.Select(d => d.Key).Where(k => !k.StartsWith("supplementary", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            bundle.Part("metadata").Documents.Select(d => d.Key).Where(k => !k.StartsWith("supplementary", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(bundle.Part("manifest").Documents, f => f.Value.GetProperty("drs_uri").ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task The_bundle_is_the_same_through_many_small_pages()
    {
        google.RowsPerPage = 1;
        google.UnfinishedAnswers = 2;
        var bundle = await Fetch(Stitched, "2020-08-10T21:24:26.174274Z");
        BundleComparison.AssertEqual(GoldenBundle.Load($"{Stitched}.2020-01-01T00:00:00.000000Z.tdr_hca.json"), bundle, "links", "stitched");
        Assert.Equal(4, (await TdrSetup.Repository(google, TdrSetup.HcaSpec).BundlesOf(TdrSetup.Hca)).Count);
    }

    [Fact]
    public async Task The_metadata_plugin_understands_the_bundle()
    {
        var contributions = new Azul.Plugins.Hca.HcaPlugin().Transform(await Fetch(Stitched, "2020-08-10T21:24:26.174274Z")).Contributions(BundlePartition.Root, deleted: false);
        Assert.Contains("projects", contributions.Select(c => c.Entity.EntityType));
    }

    private Task<Bundle> Fetch(string uuid, string version) => TdrSetup.Repository(google, TdrSetup.HcaSpec).Fetch(new SourcedBundle(new(uuid, version), TdrSetup.Hca));
}
