using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Downloads;
using Azul.Plugins.Repositories.Dss;
using Azul.Tests.Catalogs;
using Azul.Tests.Repositories;
using Azul.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Tdr;

/// <summary>What is left of the DSS (<c>spec/indexer.md</c> §6.4).</summary>
public sealed class DssTests
{
    private static readonly DataFile File = new("f1", "2020-01-01T00:00:00.000000Z", "name", null);

    [Fact]
    public async Task A_source_has_an_id_made_from_its_name() =>
        Assert.Equal(new("42848d8f-ecdc-5b32-a667-a7b5aedfc9f5", "https://fake_dss_instance/v1:/2"), await Repository("https://fake_dss_instance/v1:/2").OnlySource());

    [Fact]
    public async Task Bundles_are_neither_counted_nor_listed_nor_fetched()
    {
        var source = await Repository("https://fake_dss_instance/v1:/2").OnlySource();
        await TdrSetup.AssertRefused("DSS_ENDED", () => Repository("https://fake_dss_instance/v1:").OnlySource(), "must have a prefix");
        await TdrSetup.AssertRefused("DSS_ENDED", () => Repository("https://fake_dss_instance/v1:/2").BundlesOf(source), source.Spec);
        await TdrSetup.AssertRefused("DSS_ENDED", () => Repository("https://fake_dss_instance/v1:/2").Fetch(new SourcedBundle(new("a", "b"), source)), "a.b");
    }

    [Fact]
    public void A_drs_uri_follows_from_the_file() =>
        Assert.Equal("drs://mock_drs_domain.lan/f1?version=2020-01-01T00%3A00%3A00.000000Z", Repository("https://fake_dss_instance/v1:/2").Downloads!.DrsUri(File));

    [Fact]
    public async Task A_download_is_waited_for_and_found()
    {
        await using var dss = await StartAsync(http =>
        {
            var isFirst = !http.Request.Query.ContainsKey("token");
            http.Response.StatusCode = isFirst ? 301 : 302;
            http.Response.Headers.RetryAfter = "3";
            http.Response.Headers.Location = isFirst ? $"/v1/files/f1?token=t&replica={http.Request.Query["replica"]}&version=v2" : "https://bucket.example/f1?signature=s";
        });
        var downloads = Repository($"{dss.Urls.First()}/v1:/2").Downloads!;
        var first = await Locate(downloads, File);
        var later = Assert.IsType<DownloadLocation.Later>(first);
        Assert.Equal((File with { Version = "v2", Replica = "aws", Token = "t" }, TimeSpan.FromSeconds(3)), (later.File, later.Wait));
        Assert.Equal(new DownloadLocation.Ready(new("https://bucket.example/f1?signature=s")), await Locate(downloads, later.File));
    }

    [Fact]
    public async Task A_dss_that_fails_is_reported()
    {
        await using var dss = await StartAsync(http => http.Response.StatusCode = 500);
        await TdrSetup.AssertRefused("DSS_UNAVAILABLE", () => Locate(Repository($"{dss.Urls.First()}/v1:/2").Downloads!, File), "500");
    }

    [Fact]
    public async Task A_file_that_the_dss_lacks_is_nowhere()
    {
        await using var dss = await StartAsync(http => http.Response.StatusCode = 404);
        Assert.Equal(new DownloadLocation.Nowhere(), await Locate(Repository($"{dss.Urls.First()}/v1:/2").Downloads!, File));
    }

    [Theory]
    [InlineData("""[]""", "\"DrsHost\": \"a\"", "Sources")]
    [InlineData("""["https://a:/2", "https://b:/2"]""", "\"DrsHost\": \"a\"", "Sources")]
    [InlineData("""["https://a:/2"]""", "\"DrsHost\": \"\"", "DrsHost")]
    [InlineData("""["a:/2"]""", "\"DrsHost\": \"a\"", "DssService")]
    public void A_wrong_setting_is_refused_with_its_path(string sources, string setting, string path) =>
        Assert.Equal($"Azul:Catalogs:0:{path}", Assert.Throws<ConfigurationException>(() => Read(sources, setting)).Key);

    private static IRepositoryPlugin Repository(string source) => Read($"""["{source}"]""", "\"DrsHost\": \"mock_drs_domain.lan\"").Default.Repository;

    private static CatalogList Read(string sources, string setting) => CatalogConfiguration.Read(
        Settings.OfJson($$$"""{"Azul": {"Catalogs": [{"Name": "dcp1", "Atlas": "hca", "Metadata": "hca", "Repository": "dss", "Sources": {{{sources}}}, {{{setting}}}}]}}"""),
        [new PluginStub("hca")],
        [new DssRepositoryFactory()]);

    private static Task<DownloadLocation> Locate(IFileDownloads downloads, DataFile file) => downloads.LocateAsync(file, Credentials.Anonymous, TestContext.Current.CancellationToken);

    private static async Task<WebApplication> StartAsync(Action<HttpContext> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.MapGet("/v1/files/f1", http =>
        {
            answer(http);
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
