using Azul.Plugins.Documents;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Doubles.Google;
using Azul.Tests.Repositories;

namespace Azul.Tests.Tdr;

/// <summary>Queries as jobs of batch priority (<c>spec/indexer.md</c> §6.6), and what can become of a job.</summary>
public sealed class TdrBatchTests : IAsyncLifetime
{
    private const string RateLimit = """{"error": {"code": 403, "message": "Exceeded rate limits", "errors": [{"reason": "rateLimitExceeded"}]}}""";

    private GoogleDouble google = null!;

    public async ValueTask InitializeAsync()
    {
        google = await TdrSetup.StartAsync(forBatchesOnly: true);
        google.Snapshots.Add(HcaTables.Snapshot);
    }

    public async ValueTask DisposeAsync() => await google.DisposeAsync();

    [Fact]
    public async Task A_job_is_made_once_waited_for_and_read_page_by_page_where_it_runs()
    {
        google.Snapshots[0].Tables.Change("INSERT INTO links SELECT 'c' || links_id, version, project_id, content FROM links");
        google.RowsPerPage = 1;
        google.UnfinishedAnswers = 3;

        Assert.Equal(2, (await List()).Count);
        Assert.Equal((1, 3, 2), (Count("POST", "/jobs"), Count("GET", "/jobs/"), Count("GET", "/queries/")));
        Assert.Empty(google.CancelledJobs);
    }

    [Theory]
    [InlineData(429, "")]
    [InlineData(503, "")]
    [InlineData(403, RateLimit)]
    public async Task A_passing_failure_to_make_or_look_at_a_job_is_waited_out(int status, string body)
    {
        google.UnfinishedAnswers = 1;
        google.Faults.Add("/jobs", Fault.Status(status, body, retryAfter: 0), times: 2);
        google.Faults.Add("/jobs/", Fault.Status(status, body, retryAfter: 0), times: 2);
        google.Faults.Add("/queries/", Fault.Status(status, body, retryAfter: 0), times: 2);
        Assert.Single(await List());
    }

    [Theory]
    [InlineData(429, "SERVICE_BUSY")]
    [InlineData(503, "SERVICE_UNAVAILABLE")]
    public async Task A_lasting_failure_is_reported_after_five_attempts(int status, string code)
    {
        google.Faults.Add("/jobs", Fault.Status(status, "overloaded"), times: 5);
        await TdrSetup.AssertRefused(code, () => List(), "BigQuery", HcaTables.Spec, "overloaded");
        Assert.Equal(5, google.Count("/jobs"));
    }

    [Fact]
    public async Task A_job_whose_making_is_not_answered_is_not_made_twice()
    {
        google.Faults.Add("/jobs", Fault.AfterAnswer(Fault.Hang));
        Assert.Single(await List(("Timeout", "00:00:00.5")));
        Assert.Single(google.BigQuery.Jobs);
    }

    [Theory]
    [InlineData("backendError")]
    [InlineData("rateLimitExceeded")]
    [InlineData("internalError")]
    public async Task A_job_that_fails_for_a_reason_that_may_pass_is_made_again(string reason)
    {
        for (var i = 0; i < 4; i++)
            google.JobFailures.Enqueue((reason, "Try again"));
        Assert.Single(await List());
        Assert.Equal(5, google.BigQuery.Jobs.Count);
    }

    [Fact]
    public async Task A_query_whose_jobs_fail_five_times_is_reported()
    {
        for (var i = 0; i < 5; i++)
            google.JobFailures.Enqueue(("backendError", "The backend is broken"));
        await TdrSetup.AssertRefused("SERVICE_UNAVAILABLE", () => List(), HcaTables.Spec, "The backend is broken", "backendError");
        Assert.Equal(5, google.BigQuery.Jobs.Count);
    }

    [Theory]
    [InlineData("accessDenied", "SERVICE_FORBIDDEN")]
    [InlineData("quotaExceeded", "SERVICE_REFUSED")]
    [InlineData("resourcesExceeded", "SERVICE_REFUSED")]
    [InlineData("stopped", "SERVICE_REFUSED")]
    public async Task A_job_that_fails_for_another_reason_is_not_made_again(string reason, string code)
    {
        google.JobFailures.Enqueue((reason, "That will not do"));
        await TdrSetup.AssertRefused(code, () => List(), HcaTables.Spec, "That will not do", reason);
        Assert.Single(google.BigQuery.Jobs);
    }

    [Theory]
    [InlineData("/jobs/")]
    [InlineData("/queries/")]
    public async Task A_job_that_has_vanished_is_made_again(string path)
    {
        google.UnfinishedAnswers = 1;
        google.Faults.Add(path, Fault.Meanwhile(google.BigQuery.Forget));
        Assert.Single(await List());
        Assert.Equal(2, Count("POST", "/jobs"));
    }

    [Fact]
    public async Task A_job_that_vanishes_every_time_is_reported()
    {
        google.UnfinishedAnswers = 1;
        google.Faults.Add("/jobs/", Fault.Meanwhile(google.BigQuery.Forget), times: 100);
        await TdrSetup.AssertRefused("SERVICE_UNAVAILABLE", () => List(), HcaTables.Spec, "does not know its job 'azul_", "us-central1");
    }

    [Fact]
    public async Task A_job_that_takes_too_long_is_cancelled()
    {
        google.UnfinishedAnswers = int.MaxValue;
        await TdrSetup.AssertRefused("SERVICE_UNAVAILABLE", () => List(("QueryPatience", "00:00:00.01")), "did not finish");
        Assert.Equal(google.BigQuery.Jobs, google.CancelledJobs);
    }

    [Theory]
    [InlineData("/jobs")]
    [InlineData("/jobs/")]
    public async Task A_job_is_cancelled_with_its_caller(string path)
    {
        using var caller = new CancellationTokenSource();
        google.UnfinishedAnswers = int.MaxValue;
        google.Faults.Add(path, Fault.AfterAnswer(Fault.Meanwhile(caller.Cancel)));
        var listing = TdrSetup.Repository(google, HcaTables.Spec).ListBundlesAsync(new(HcaTables.Id, HcaTables.Spec), "", caller.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await listing.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(google.BigQuery.Jobs, google.CancelledJobs);
    }

    [Theory]
    [InlineData("""{"status": {"state": "PENDING"}}""", "jobId")]
    [InlineData("""{"jobReference": {"jobId": "a"}}""", "status")]
    [InlineData("""{"jobReference": {"jobId": "a"}, "status": {}}""", "state")]
    [InlineData("<html>", "no JSON object")]
    public async Task An_answer_that_describes_no_job_is_refused(string body, string mentions)
    {
        google.Faults.Add("/jobs", Fault.Status(200, body));
        await TdrSetup.AssertRefused("SERVICE_ANSWER_MALFORMED", () => List(), "BigQuery", mentions);
    }

    [Fact]
    public void Whether_queries_are_batches_is_yes_or_no()
    {
        var error = Assert.Throws<Azul.Plugins.Catalogs.ConfigurationException>(() => TdrSetup.Repository(google, HcaTables.Spec, null, ("BatchQueries", "sometimes")));
        Assert.Equal("Azul:Catalogs:0:BatchQueries", error.Key);
    }

    private int Count(string method, string path) => google.Requests.Count(r => r.StartsWith(method, StringComparison.Ordinal) && r.Contains(path, StringComparison.Ordinal));

    private Task<List<SourcedBundle>> List(params (string Key, string? Value)[] settings) =>
        TdrSetup.Repository(google, HcaTables.Spec, null, settings).BundlesOf(new(HcaTables.Id, HcaTables.Spec));
}
