using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Tdr;
using Azul.Tests.Catalogs;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Google.Accounts;
using Azul.Tests.Doubles.Google.Tables;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Azul.Tests.Tdr;

/// <summary>Repositories in front of the double.</summary>
internal static class TdrSetup
{
    public const string HcaId = "d8c20944-739f-4e7d-9161-b720953432ce";
    public const string HcaSpec = "tdr:bigquery:gcp:test_hca_project:hca_snapshot:/2";
    public const string AnvilId = "6c87f0e1-509d-46a4-b845-7584df39263b";
    public const string AnvilSpec = "tdr:bigquery:gcp:test_anvil_project:anvil_snapshot:/2";

    /// <summary>The token of the indexer's account.</summary>
    public const string Token = "indexer-token";

    /// <summary>The token of the account for anonymous callers, who may read the HCA snapshot.</summary>
    public const string PublicToken = "public-token";

    /// <summary>The double with the accounts of the tests.</summary>
    /// <param name="forBatchesOnly">Whether repositories in front of it send their queries as jobs of batch priority, and it takes no others.</param>
    public static async Task<GoogleDouble> StartAsync(bool forBatchesOnly = false)
    {
        var google = await GoogleDouble.StartAsync(forBatchesOnly);
        google.Accounts.Add(Token, new Account("indexer@azul-test.iam.gserviceaccount.com"));
        google.Accounts.Add(PublicToken, new Account("public@azul-test.iam.gserviceaccount.com") { Snapshots = [HcaId] });
        return google;
    }

    /// <summary>The double with the snapshots of the golden tables.</summary>
    public static async Task<GoogleDouble> StartGoldenAsync(bool forBatchesOnly = false)
    {
        var hca = SharedFiles.Path($"golden/tables/{HcaId}.tables.tdr.json");
        var anvil = SharedFiles.Path($"golden/tables/{AnvilId}.tables.tdr.json");
        var google = await StartAsync(forBatchesOnly);
        google.Snapshots.Add(new(HcaId, "hca_snapshot", "test_hca_project", SnapshotTables.Load(hca)));
        google.Snapshots.Add(new(AnvilId, "anvil_snapshot", "test_anvil_project", SnapshotTables.Load(anvil)) { DuosId = "DUOS-1" });
        google.Studies["DUOS-1"] = "Study description from DUOS";
        return google;
    }

    /// <summary>A repository as a catalog's configuration makes it.</summary>
    /// <param name="google">The double.</param>
    /// <param name="source">The specification of its source.</param>
    /// <param name="time">What tells the time.</param>
    /// <param name="settings">Settings that differ from those for tests; null removes one.</param>
    public static IRepositoryPlugin Repository(GoogleDouble google, string source, TimeProvider? time = null, params (string Key, string? Value)[] settings) =>
        Catalog(google, source, time, settings).Repository;

    public static Catalog Catalog(GoogleDouble google, string source, TimeProvider? time = null, params (string Key, string? Value)[] settings)
    {
        var isAnvil = source.Contains("anvil", StringComparison.Ordinal);
        var all = new Dictionary<string, string?>
        {
            ["Name"] = "test",
            ["Atlas"] = "test",
            ["Metadata"] = isAnvil ? "anvil" : "hca",
            ["Repository"] = isAnvil ? "tdr_anvil" : "tdr_hca",
            ["Sources:0"] = source,
            ["GoogleProject"] = google.Project,
            ["SourceLocation"] = "US-Central1",
            ["Credentials:Token"] = Token,
            ["PublicCredentials:Token"] = PublicToken,
            ["OAuthClientId"] = "1000-xyz.apps.googleusercontent.com",
            ["TdrService"] = google.Address,
            ["BigQueryService"] = google.Address,
            ["SamService"] = google.Address,
            ["TokenInfoService"] = $"{google.Address}/tokeninfo",
            ["IdentifiersService"] = $"{google.Address}/restApi",
            ["DrsHost"] = "mock_tdr.lan",
            ["RetryWait"] = "00:00:00.001",
            ["BatchQueries"] = google.IsForBatchesOnly ? "true" : null,
        };
        if (isAnvil)
            all["DuosService"] = google.Address;
        foreach (var (key, value) in settings)
            all[key] = value;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(all.Where(s => s.Value is not null).Select(s => KeyValuePair.Create($"Azul:Catalogs:0:{s.Key}", s.Value)))
            .Build();
        return CatalogConfiguration.Read(
            configuration,
            [new PluginStub("hca"), new PluginStub("anvil")],
            [TdrRepositoryFactory.Hca(AppContext.BaseDirectory, time ?? TimeProvider.System), TdrRepositoryFactory.Anvil(AppContext.BaseDirectory, time ?? TimeProvider.System)]).Default;
    }

    public static SourceRef Hca => new(HcaId, HcaSpec);

    public static SourceRef Anvil => new(AnvilId, AnvilSpec);

    public static async Task<RepositoryException> AssertRefused(string code, Func<Task> action, params string[] mentions)
    {
        var error = await Assert.ThrowsAsync<RepositoryException>(action);
        Assert.Equal(code, error.Code);
        Assert.All(mentions, m => Assert.Contains(m, error.Message, StringComparison.Ordinal));
        return error;
    }

    public static async Task<BundleException> AssertFails(string code, Func<Task> action, params string[] mentions)
    {
        var error = await Assert.ThrowsAsync<BundleException>(action);
        Assert.Equal(code, error.Code);
        Assert.All(mentions, m => Assert.Contains(m, error.Message, StringComparison.Ordinal));
        return error;
    }

    public static ValueTask<AccessibleSources> Decide(this Catalog catalog, string? token) =>
        catalog.Repository.AccessPolicy!.DecideAsync(catalog, new(token), TestContext.Current.CancellationToken);
}
