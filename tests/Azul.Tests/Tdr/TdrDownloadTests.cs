using Azul.Plugins.Access;
using Azul.Plugins.Repositories.Downloads;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Faults;

namespace Azul.Tests.Tdr;

/// <summary>Where files in TDR can be downloaded (<c>spec/service.md</c> §6.1).</summary>
public sealed class TdrDownloadTests : IAsyncLifetime
{
    private const string Object = $"v1_{TdrSetup.HcaId}_1";

    private static readonly DataFile File = new("uuid", "version", "name", $"drs://mock_tdr.lan/{Object}");

    private GoogleDouble google = null!;
    private IFileDownloads downloads = null!;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync();
        google.Snapshots.Add(HcaTables.Snapshot);
        google.Snapshots.Add(google.Snapshots[0] with { Id = TdrSetup.HcaId, Name = "public" });
        downloads = TdrSetup.Repository(google, HcaTables.Spec).Downloads!;
    }

    public async ValueTask DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task A_drs_uri_leads_to_a_signed_url()
    {
        Assert.Equal(new DownloadLocation.Ready(new($"https://storage.example/bucket/{Object}?X-Goog-Signature=f00")), await Locate(File));
        Assert.Equal(File.DrsUri, downloads.DrsUri(File));
    }

    [Fact]
    public async Task A_file_without_a_drs_uri_is_nowhere() => Assert.Equal(new DownloadLocation.Nowhere(), await Locate(File with { DrsUri = null }));

    [Fact]
    public async Task An_object_that_is_not_ready_is_to_be_asked_for_later()
    {
        google.Faults.Add("/access/", Fault.Status(202, retryAfter: 7));
        Assert.Equal(new DownloadLocation.Later(File, TimeSpan.FromSeconds(7)), await Locate(File));
    }

    [Theory]
    [InlineData("drs://elsewhere/a", null, "DRS_HOST_UNKNOWN")]
    [InlineData("drs://dg.4503:a", null, "DRS_PREFIX_UNKNOWN")]
    [InlineData("https://mock_tdr.lan/a", null, "DRS_NOT_RESOLVED")]
    [InlineData("drs://mock_tdr.lan/v1_other_1", null, "SERVICE_NOT_FOUND")]
    [InlineData("drs://mock_tdr.lan/a", "aws", "REPLICA_UNKNOWN")]
    public async Task What_cannot_be_resolved_is_refused(string uri, string? replica, string code) =>
        await TdrSetup.AssertRefused(code, () => Locate(File with { DrsUri = uri, Replica = replica }));

    [Theory]
    [InlineData("""{"url": "https://storage.example/a"}""", "DRS_NOT_RESOLVED")]
    [InlineData("""{"url": "http://storage.example/a?X-Goog-Signature=1"}""", "DRS_NOT_RESOLVED")]
    [InlineData("""{"url": "https://storage.example/a?X-Goog-Signature=1", "headers": ["Authorization: Basic Z2E0Z2g6ZHJz"]}""", "DRS_NOT_RESOLVED")]
    [InlineData("{}", "DRS_NOT_RESOLVED")]
    public async Task Only_a_signed_url_will_do(string access, string code)
    {
        google.Faults.Add("/access/", Fault.Status(200, access));
        await TdrSetup.AssertRefused(code, () => Locate(File));
    }

    [Fact]
    public async Task An_overloaded_service_is_passed_on()
    {
        google.Faults.Add("/objects/", Fault.Status(429));
        var error = await Assert.ThrowsAsync<AccessRefusedException>(() => Locate(File));
        Assert.Equal(AccessRefusal.TooManyRequests, error.Refusal);
    }

    [Fact]
    public async Task Callers_download_in_their_own_name()
    {
        google.Accounts.Add("user", new("somebody@example.com") { Snapshots = [] });
        await TdrSetup.AssertRefused("SERVICE_NOT_FOUND", () => downloads.LocateAsync(File, new("user"), TestContext.Current.CancellationToken));
    }

    private Task<DownloadLocation> Locate(DataFile file) => downloads.LocateAsync(file, Credentials.Anonymous, TestContext.Current.CancellationToken);
}
