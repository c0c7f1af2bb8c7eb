using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Tdr;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Repositories;

namespace Azul.Tests.Tdr;

/// <summary>How sources are named and found (<c>spec/indexer.md</c> §6.2 and §6.6).</summary>
public sealed class TdrSourceTests : IAsyncLifetime
{
    private GoogleDouble google = null!;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync();
        google.Snapshots.Add(HcaTables.Snapshot);
    }

    public async ValueTask DisposeAsync() => await google.DisposeAsync();

    [Theory]
    [InlineData("tdr:bigquery:gcp:datarepo-a1c89fba:hca_prod_005d__20220111_dcp2_20220113_dcp12:")]
    [InlineData("tdr:bigquery:gcp:project:snapshot:42/1")]
    public void A_specification_round_trips(string text) => Assert.Equal(text, TdrSourceSpec.Of(SourceSpec.Parse(text)).ToString());

    [Theory]
    [InlineData("tdr:parquet:gcp:project:snapshot:", "'parquet'", "not supported yet")]
    [InlineData("tdr:bigquery:azure:project:snapshot:", "'azure'", "not supported yet")]
    [InlineData("tdr:csv:gcp:project:snapshot:", "'csv'", "use 'bigquery'")]
    [InlineData("tdr:bigquery:aws:project:snapshot:", "'aws'", "use 'gcp'")]
    [InlineData("tdr:bigquery:gcp:project:", "Invalid source specification")]
    [InlineData("tdr:bigquery:gcp:project:a:b:", "Invalid source specification")]
    [InlineData("bigquery:gcp:project:snapshot:", "Invalid source specification")]
    [InlineData("tdr:bigquery:gcp:pro`ject:snapshot:", "Google project")]
    [InlineData("tdr:bigquery:gcp:project:snap.shot:", "name of a snapshot")]
    [InlineData("tdr:bigquery:gcp:project::", "name of a snapshot")]
    public void A_wrong_specification_is_refused_with_its_place(string text, params string[] mentions)
    {
        var error = Assert.Throws<ConfigurationException>(() => TdrSetup.Repository(google, text));
        Assert.Equal("Azul:Catalogs:0:Sources:0", error.Key);
        Assert.All(mentions, m => Assert.Contains(m, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public Task A_snapshot_that_is_missing_is_named() => AssertRefused("SNAPSHOT_NOT_FOUND", "tdr:bigquery:gcp:project:small_hc:/0", "'small_hc'");

    [Fact]
    public Task A_snapshot_that_the_account_may_not_read_is_missing()
    {
        google.Accounts.Add(TdrSetup.Token, new("indexer@azul-test.iam.gserviceaccount.com") { Snapshots = [] });
        return AssertRefused("SNAPSHOT_NOT_FOUND", HcaTables.Spec, "may not read it");
    }

    [Fact]
    public Task A_snapshot_of_an_ambiguous_name_is_refused()
    {
        google.Snapshots.Add(google.Snapshots[0] with { Id = "another" });
        return AssertRefused("SNAPSHOT_AMBIGUOUS", HcaTables.Spec, HcaTables.Id, "another");
    }

    [Fact]
    public Task A_snapshot_in_another_project_is_refused() => AssertRefused("SNAPSHOT_OTHER_PROJECT", "tdr:bigquery:gcp:elsewhere:small_hca:/0", "'project'", "elsewhere");

    [Fact]
    public Task A_snapshot_in_another_region_is_refused()
    {
        google.Snapshots[0] = google.Snapshots[0] with { Region = "us-east4" };
        return AssertRefused("SNAPSHOT_OTHER_REGION", HcaTables.Spec, "'us-east4'", "'US-Central1'");
    }

    [Fact]
    public async Task Snapshots_are_listed_page_by_page()
    {
        for (var i = 0; i < 5; i++)
            google.Snapshots.Insert(0, google.Snapshots[^1] with { Id = $"other-{i}", Name = $"small_hca_{i}" });
        google.SnapshotsPerPage = 2;
        Assert.Equal(HcaTables.Id, (await TdrSetup.Repository(google, HcaTables.Spec).OnlySource()).Id);
        Assert.Equal(3, google.Count("/snapshots"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Snapshots_that_change_while_they_are_listed_are_not_trusted(bool grows)
    {
        google.Snapshots.Add(google.Snapshots[0] with { Id = "b", Name = "small_hca_b" });
        google.Snapshots.Add(google.Snapshots[0] with { Id = "c", Name = "small_hca_c" });
        google.SnapshotsPerPage = 1;
        google.Faults.Add("/snapshots", Fault.Meanwhile(() =>
        {
            if (grows)
                google.Snapshots.Insert(0, google.Snapshots[0] with { Id = "d", Name = "small_hca_d" });
            else
                google.Snapshots.RemoveRange(1, 2);
        }), after: 1);
        await AssertRefused("SNAPSHOTS_CHANGED", HcaTables.Spec);
    }

    [Fact]
    public async Task Only_configured_sources_are_listed_and_fetched_from()
    {
        var repository = TdrSetup.Repository(google, HcaTables.Spec);
        await TdrSetup.AssertRefused("SOURCE_UNKNOWN", () => repository.BundlesOf(TdrSetup.Hca), TdrSetup.HcaSpec);
        await TdrSetup.AssertRefused("SOURCE_UNKNOWN", () => repository.Fetch(new Azul.Plugins.Documents.SourcedBundle(new("a", "b"), new("c", "d:"))), "'d:'");
    }

    [Theory]
    [InlineData("GoogleProject", null, "GoogleProject", "is missing")]
    [InlineData("SourceLocation", null, "SourceLocation", "is missing")]
    [InlineData("Credentials:Token", null, "Credentials", "is missing")]
    [InlineData("Credentials:Token", "two words", "Credentials", "must be {KeyFile}")]
    [InlineData("Credentials:MetadataServer", "http://a/", "Credentials", "must be {KeyFile}")]
    [InlineData("Credentials:Passwort", "x", "Credentials:Passwort", "not a known setting")]
    [InlineData("TdrService", "data.terra.bio", "TdrService", "not an absolute http or https URL")]
    [InlineData("RetryWait", "10", "RetryWait", "00:00:10")]
    [InlineData("PageSize", "0", "PageSize", "1 to 100000")]
    [InlineData("DuosService", "http://duos/", "DuosService", "not a known setting")]
    [InlineData("Sources:0", null, "Sources", "at least one source")]
    public void A_wrong_setting_is_refused_with_its_path(string key, string? value, string path, string fault)
    {
        var error = Assert.Throws<ConfigurationException>(() => TdrSetup.Repository(google, HcaTables.Spec, null, (key, value)));
        Assert.Equal($"Azul:Catalogs:0:{path}", error.Key);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    private Task<RepositoryException> AssertRefused(string code, string source, params string[] mentions) =>
        TdrSetup.AssertRefused(code, () => TdrSetup.Repository(google, source).OnlySource(), mentions);
}
