using Azul.Plugins.Access;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Downloads;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Doubles.Google;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Tdr;

/// <summary>DRS URIs with a prefix instead of a host, which identifiers.org resolves (<c>spec/indexer.md</c> §6.7).</summary>
public sealed class CompactDrsUriTests : IAsyncLifetime
{
    private const string Object = $"v1_{TdrSetup.HcaId}_1";
    private const string Uri = $"drs://drs.anv0:{Object}";

    private static readonly ResourceDouble Tdr = new("https://mock_tdr.lan/ga4gh/drs/v1/objects/{$id}");
    private static readonly ResourceDouble Elsewhere = new("https://elsewhere.example/ga4gh/drs/v1/objects/{$id}");

    private readonly FakeTimeProvider time = new();
    private GoogleDouble google = null!;
    private IFileDownloads downloads = null!;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync();
        google.Snapshots.Add(HcaTables.Snapshot with { Id = TdrSetup.HcaId });
        downloads = TdrSetup.Repository(google, HcaTables.Spec, time).Downloads!;
    }

    public async ValueTask DisposeAsync() => await google.DisposeAsync();

    [Theory]
    [InlineData(Uri)]
    [InlineData($"drs://DRS.ANV0:{Object}")]
    public async Task A_compact_uri_leads_to_a_signed_url(string uri)
    {
        google.Prefixes.Add(new("other", Elsewhere));
        google.Prefixes.Add(new("drs.anv0", Tdr));
        Assert.Equal(Signed(Object), await Locate(uri));
    }

    [Fact]
    public async Task The_accession_may_be_only_a_part_of_the_objects_id()
    {
        google.Prefixes.Add(new("drs.anv0", new ResourceDouble($"https://mock_tdr.lan/ga4gh/drs/v1/objects/v1_{TdrSetup.HcaId}_{{$id}}")));
        Assert.Equal(Signed($"v1_{TdrSetup.HcaId}_7"), await Locate("drs://drs.anv0:7"));
    }

    [Fact]
    public async Task Of_several_places_that_of_the_repository_counts()
    {
        google.Prefixes.Add(new("drs.anv0", Elsewhere with { IsOfficial = true }, new ResourceDouble("no URL {$id}"), Tdr));
        Assert.Equal(Signed(Object), await Locate(Uri));
    }

    [Fact]
    public async Task A_place_that_was_given_up_does_not_count()
    {
        google.Prefixes.Add(new("drs.anv0", Elsewhere, Tdr with { IsDeprecated = true }));
        await TdrSetup.AssertRefused("DRS_HOST_UNKNOWN", () => Locate(Uri), Uri, "https://elsewhere.example/", "'mock_tdr.lan'");
    }

    [Fact]
    public async Task A_page_about_an_object_is_not_the_object()
    {
        google.Prefixes.Add(new("drs.anv0", new ResourceDouble("https://mock_tdr.lan/about/{$id}")));
        await TdrSetup.AssertRefused("DRS_HOST_UNKNOWN", () => Locate(Uri), Uri, "https://mock_tdr.lan/about/");
    }

    [Fact]
    public Task A_prefix_that_is_not_registered_is_named() => TdrSetup.AssertRefused("DRS_PREFIX_UNKNOWN", () => Locate(Uri), Uri, "'drs.anv0'", "identifiers.org");

    [Fact]
    public async Task A_prefix_is_looked_up_once_a_day()
    {
        google.Prefixes.Add(new("drs.anv0", Tdr));
        await Locate(Uri);
        time.Advance(TimeSpan.FromHours(23));
        await Locate(Uri);
        Assert.Equal(2, google.Count("/restApi/"));

        time.Advance(TimeSpan.FromHours(2));
        await Locate(Uri);
        Assert.Equal(4, google.Count("/restApi/"));
    }

    [Fact]
    public async Task A_prefix_that_was_unknown_is_looked_up_again_after_a_minute()
    {
        await Assert.ThrowsAsync<RepositoryException>(() => Locate(Uri));
        google.Prefixes.Add(new("drs.anv0", Tdr));
        await TdrSetup.AssertRefused("DRS_PREFIX_UNKNOWN", () => Locate(Uri));
        Assert.Equal(1, google.Count("/restApi/"));

        time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(Signed(Object), await Locate(Uri));
    }

    [Theory]
    [InlineData(429, AccessRefusal.TooManyRequests)]
    [InlineData(503, AccessRefusal.Unavailable)]
    public async Task A_registry_that_falters_is_passed_on(int status, AccessRefusal refusal)
    {
        google.Prefixes.Add(new("drs.anv0", Tdr));
        google.Faults.Add("/restApi/", Fault.Status(status));
        Assert.Equal(refusal, (await Assert.ThrowsAsync<AccessRefusedException>(() => Locate(Uri))).Refusal);
        Assert.Equal(Signed(Object), await Locate(Uri));
    }

    [Fact]
    public async Task A_registry_that_falters_is_done_without_once_it_has_told()
    {
        google.Prefixes.Add(new("drs.anv0", Tdr));
        await Locate(Uri);
        time.Advance(TimeSpan.FromDays(2));
        google.Faults.Add("/restApi/", Fault.Status(503), times: 100);
        Assert.Equal(Signed(Object), await Locate(Uri));
    }

    [Theory]
    [InlineData("/namespaces/", "{}", "no link")]
    [InlineData("/namespaces/", """{"_links": {"self": {}}}""", "no link")]
    [InlineData("/resources/", "{}", "no list of resources")]
    [InlineData("/resources/", "<html>", "no JSON object")]
    public async Task An_answer_that_cannot_be_understood_is_refused(string path, string body, string mentions)
    {
        google.Prefixes.Add(new("drs.anv0", Tdr));
        google.Faults.Add(path, Fault.Status(200, body));
        await TdrSetup.AssertRefused("SERVICE_ANSWER_MALFORMED", () => Locate(Uri), "identifiers.org", mentions);
    }

    private static DownloadLocation.Ready Signed(string id) => new(new($"https://storage.example/bucket/{id}?X-Goog-Signature=f00"));

    private Task<DownloadLocation> Locate(string uri) =>
        downloads.LocateAsync(new("uuid", "version", "name", uri), Credentials.Anonymous, TestContext.Current.CancellationToken);
}
