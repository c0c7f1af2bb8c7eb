using System.Net;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.Services;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Doubles.Google.Accounts;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Repositories;
using Azul.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Tdr;

/// <summary>Services that falter (<c>spec/indexer.md</c> §6.6).</summary>
public sealed class TdrResilienceTests : IAsyncLifetime
{
    private const string RateLimit = """{"error": {"code": 403, "message": "Exceeded rate limits: too many concurrent queries", "errors": [{"reason": "rateLimitExceeded"}]}}""";

    private GoogleDouble google = null!;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync();
        google.Snapshots.Add(HcaTables.Snapshot);
    }

    public async ValueTask DisposeAsync() => await google.DisposeAsync();

    [Theory]
    [InlineData(429, "")]
    [InlineData(500, "")]
    [InlineData(502, "")]
    [InlineData(503, "")]
    [InlineData(403, RateLimit)]
    [InlineData(400, """{"error": {"message": "The project does not have a reservation in the data region or no slots are configured."}}""")]
    public async Task A_passing_failure_is_waited_out(int status, string body)
    {
        google.Faults.Add("/queries", Fault.Status(status, body, retryAfter: 0), times: 4);
        Assert.Single(await List());
        Assert.Equal(5, google.Count("/queries"));
    }

    [Theory]
    [InlineData(429, "SERVICE_BUSY")]
    [InlineData(503, "SERVICE_UNAVAILABLE")]
    public async Task A_lasting_failure_is_reported_after_five_attempts(int status, string code)
    {
        google.Faults.Add("/queries", Fault.Status(status, "overloaded"), times: 100);
        await TdrSetup.AssertRefused(code, () => List(), "BigQuery", HcaTables.Spec, "overloaded");
        Assert.Equal(5, google.Count("/queries"));
    }

    [Theory]
    [InlineData(403, "SERVICE_FORBIDDEN")]
    [InlineData(400, "SERVICE_REFUSED")]
    [InlineData(404, "SERVICE_NOT_FOUND")]
    public async Task A_refusal_is_not_repeated(int status, string code)
    {
        google.Faults.Add("/queries", Fault.Status(status), times: 100);
        await TdrSetup.AssertRefused(code, () => List());
        Assert.Equal(1, google.Count("/queries"));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        google.Faults.Add("/queries", Fault.Truncated, times: 2);
        Assert.Single(await List());
        Assert.Equal(3, google.Count("/queries"));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_asked_for_again()
    {
        google.Faults.Add("/queries", Fault.Hang);
        Assert.Single(await List(null, ("Timeout", "00:00:00.5")));
        Assert.InRange(google.Count("/queries"), 2, 5);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_unavailable()
    {
        google.Faults.Add("/queries", Fault.Hang, times: 100);
        await TdrSetup.AssertRefused("SERVICE_UNAVAILABLE", () => List(null, ("Timeout", "00:00:00.05")), "did not answer in time");
    }

    [Fact]
    public async Task A_service_that_is_not_there_is_unavailable()
    {
        var address = google.Address;
        await google.DisposeAsync();
        google = await TdrSetup.StartAsync();
        await TdrSetup.AssertRefused("SERVICE_UNAVAILABLE", () => List(null, ("BigQueryService", address)), "cannot be reached");
    }

    [Fact]
    public async Task A_query_that_takes_long_is_waited_for()
    {
        google.UnfinishedAnswers = 3;
        Assert.Single(await List());
        Assert.Equal(4, google.Count("/queries"));
    }

    [Fact]
    public async Task A_query_without_a_job_cannot_be_waited_for()
    {
        google.Faults.Add("/queries", Fault.Status(200, """{"jobComplete": false}"""));
        await TdrSetup.AssertRefused("SERVICE_ANSWER_MALFORMED", () => List(), "BigQuery", "jobId");
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_cancelled()
    {
        google.UnfinishedAnswers = int.MaxValue;
        await TdrSetup.AssertRefused("SERVICE_UNAVAILABLE", () => List(null, ("QueryPatience", "00:00:00.01")), "did not finish");
        Assert.Equal(google.BigQuery.Jobs, google.CancelledJobs);
    }

    [Fact]
    public async Task A_token_that_expires_in_between_is_renewed()
    {
        using var folder = new TemporaryFolder();
        var account = new Account("worker@azul-test.iam.gserviceaccount.com");
        folder.Write("key.json", google.Accounts.NewKeyFile(account, $"{google.Address}/token"));
        google.Snapshots[0].Tables.Change("INSERT INTO links SELECT 'c' || links_id, version, project_id, content FROM links");
        google.RowsPerPage = 1;
        google.Faults.Add("/queries/", Fault.Meanwhile(google.Accounts.ExpireAll));
        Assert.Equal(2, (await List(null, ("Credentials:Token", null), ("Credentials:KeyFile", Path.Combine(folder.Path, "key.json")))).Count);
        Assert.Equal(2, google.Count("/token"));
    }

    [Fact]
    public async Task A_token_is_kept_until_it_is_about_to_expire()
    {
        var time = new FakeTimeProvider();
        var repository = TdrSetup.Repository(google, HcaTables.Spec, time, ("Credentials:Token", null), ("Credentials:MetadataServer", google.Address));
        var source = await repository.OnlySource();
        await repository.BundlesOf(source);
        Assert.Equal(1, google.Count("/token"));
        time.Advance(TimeSpan.FromMinutes(59));
        await repository.BundlesOf(source);
        Assert.Equal(2, google.Count("/token"));
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_reported()
    {
        google.Faults.Add("/queries", Fault.Meanwhile(() => google.Accounts.Expire(TdrSetup.Token)));
        var error = await TdrSetup.AssertRefused("SERVICE_UNAUTHORIZED", () => List(), "BigQuery", HcaTables.Spec);
        Assert.DoesNotContain(TdrSetup.Token, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_google_does_not_know_is_reported()
    {
        using var folder = new TemporaryFolder();
        var account = new Account("worker@azul-test.iam.gserviceaccount.com");
        folder.Write("key.json", google.Accounts.NewKeyFile(account, $"{google.Address}/token"));
        google.Accounts.NewKeyFile(account, "");
        await TdrSetup.AssertRefused("SERVICE_REFUSED", () => List(null, ("Credentials:Token", null), ("Credentials:KeyFile", Path.Combine(folder.Path, "key.json"))), "access tokens");
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"client_email": "a", "private_key_id": "b", "private_key": "c", "token_uri": "http://d"}""")]
    public void A_key_file_that_is_none_is_refused_without_quoting_it(string content)
    {
        using var folder = new TemporaryFolder();
        folder.Write("key.json", content);
        var error = Assert.Throws<Azul.Plugins.Catalogs.ConfigurationException>(() =>
            TdrSetup.Repository(google, HcaTables.Spec, null, ("Credentials:Token", null), ("Credentials:KeyFile", Path.Combine(folder.Path, "key.json"))));
        Assert.Equal("Azul:Catalogs:0:Credentials:KeyFile", error.Key);
        Assert.Contains("is not the key file of a service account", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("100000", 120)]
    [InlineData("Thu, 01 Jan 1970 00:01:00 GMT", 60)]
    [InlineData("Wed, 31 Dec 1969 00:01:00 GMT", 0)]
    [InlineData(null, null)]
    public void The_server_says_when_to_come_back(string? retryAfter, int? seconds)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
        if (retryAfter is not null)
            response.Headers.Add("Retry-After", retryAfter);
        TimeSpan? expected = seconds is { } s ? TimeSpan.FromSeconds(s) : null;
        Assert.Equal(expected, Retries.RequestedWait(response, new FakeTimeProvider(DateTimeOffset.UnixEpoch)));
    }

    [Fact]
    public async Task A_request_is_cancelled_with_its_caller()
    {
        using var cancellation = new CancellationTokenSource();
        google.Faults.Add("/queries", Fault.Meanwhile(cancellation.Cancel));
        google.Faults.Add("/queries", Fault.Hang, times: 100);
        var listing = TdrSetup.Repository(google, HcaTables.Spec).ListBundlesAsync(new(HcaTables.Id, HcaTables.Spec), "", cancellation.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await listing.ToListAsync(TestContext.Current.CancellationToken));
    }

    private Task<List<SourcedBundle>> List(TimeProvider? time = null, params (string Key, string? Value)[] settings) =>
        TdrSetup.Repository(google, HcaTables.Spec, time, settings).BundlesOf(new(HcaTables.Id, HcaTables.Spec));
}
