using System.Globalization;
using System.Net;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>
/// Queries as jobs of the REST API of BigQuery, version 2. An interactive one is made by <c>jobs.query</c>, which waits for the result; one of batch priority, which may wait for idle resources for
/// long, by <c>jobs.insert</c>, and <c>jobs.get</c> tells when it is done. <c>jobs.getQueryResults</c> has the rows of either.
/// </summary>
/// <param name="service">The service, in the name of the account that may read the tables.</param>
/// <param name="project">The Google project that pays.</param>
/// <param name="location">Where the tables are.</param>
/// <param name="pageSize">How many rows an answer has at most.</param>
/// <param name="areBatches">Whether the jobs have batch priority.</param>
/// <param name="time">What tells the time.</param>
internal sealed class QueryJobs(ServiceClient service, string project, string location, int pageSize, bool areBatches, TimeProvider time)
{
    // How long BigQuery waits for a result before it answers that there is none yet.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    // Most jobs are done soon, and one that is not may take an hour.
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private const int MaxDoublings = 9;

    private static readonly TimeSpan CancellationTime = TimeSpan.FromSeconds(5);

    private string Root => $"bigquery/v2/projects/{Uri.EscapeDataString(project)}";

    /// <summary>Makes a job, and returns the first rows if they are there already.</summary>
    public async Task<(JobReference Job, ResultPage? Page)> StartAsync(Query query, CancellationToken cancellation)
    {
        if (areBatches)
            return (await InsertAsync(query, cancellation), null);
        var answer = await service.AskAsync(HttpMethod.Post, $"{Root}/queries", query.Request(location, pageSize, Wait), cancellation);
        if (!answer.IsSuccess)
            throw QueryFaults.Of(query, answer);
        var page = new ResultPage(answer);
        // The job of a result that is whole need not be known.
        return page is { IsComplete: true, NextPage: null } ? (new("", location), page) : (page.Job(location), page.IsComplete ? page : null);
    }

    /// <summary>Waits a while for the job to end, and returns the first rows if it has.</summary>
    /// <param name="query">The query.</param>
    /// <param name="job">Its job.</param>
    /// <param name="looks">How often that was done before.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="JobFailedException">It has failed, or vanished.</exception>
    public async Task<ResultPage?> WaitAsync(Query query, JobReference job, int looks, CancellationToken cancellation)
    {
        if (areBatches)
        {
            await Task.Delay(ShortestPause * (1 << Math.Min(looks, MaxDoublings)), time, cancellation);
            var answer = await service.AskAsync(HttpMethod.Get, $"{Root}/jobs/{Path(job)}", null, cancellation);
            if (!HasEnded(query, answer, job))
                return null;
        }
        var page = await ReadAsync(query, job, null, cancellation);
        return page.IsComplete ? page : null;
    }

    /// <summary>Some rows of the result of a job.</summary>
    /// <exception cref="JobFailedException">The job has vanished.</exception>
    public async Task<ResultPage> ReadAsync(Query query, JobReference job, string? pageToken, CancellationToken cancellation)
    {
        var path = string.Create(
            CultureInfo.InvariantCulture, $"{Root}/queries/{Path(job)}&maxResults={pageSize}&timeoutMs={Wait.TotalMilliseconds:0}&formatOptions.useInt64Timestamp=true");
        if (pageToken is not null)
            path += $"&pageToken={Uri.EscapeDataString(pageToken)}";
        var answer = await service.AskAsync(HttpMethod.Get, path, null, cancellation);
        return answer.IsSuccess ? new(answer) : throw Failure(query, answer, job);
    }

    /// <summary>Has BigQuery give a job up that nobody waits for any more, if it can still be told.</summary>
    public async Task CancelAsync(JobReference job)
    {
        using var limit = new CancellationTokenSource(CancellationTime, time);
        try
        {
            await service.AskAsync(HttpMethod.Post, $"{Root}/jobs/{Uri.EscapeDataString(job.Id)}/cancel?location={Uri.EscapeDataString(job.Location)}", null, limit.Token);
        }
        catch (Exception e) when (e is RepositoryException or OperationCanceledException)
        {
            // Then it ends by itself, to no effect.
        }
    }

    // The request may be repeated, so the job has an id of ours: it is made once.
    private async Task<JobReference> InsertAsync(Query query, CancellationToken cancellation)
    {
        var job = new JobReference($"azul_{Guid.NewGuid():n}", location);
        ServiceAnswer answer;
        try
        {
            answer = await service.AskAsync(HttpMethod.Post, $"{Root}/jobs", query.BatchRequest(project, job), cancellation);
        }
        catch (OperationCanceledException)
        {
            // It may have been made all the same.
            await CancelAsync(job);
            throw;
        }
        if (answer.Status == HttpStatusCode.Conflict)
            return job;
        if (!answer.IsSuccess)
            throw QueryFaults.Of(query, answer);
        var inserted = new JobState(answer);
        _ = HasEnded(query, answer, job);
        return inserted.Job(location);
    }

    private static bool HasEnded(Query query, ServiceAnswer answer, JobReference job)
    {
        if (!answer.IsSuccess)
            throw Failure(query, answer, job);
        var state = new JobState(answer);
        return state.Failure is { } failure ? throw QueryFaults.OfJob(query, failure.Reason, failure.Message) : state.HasEnded;
    }

    private static Exception Failure(Query query, ServiceAnswer answer, JobReference job) => QueryFaults.IsVanishedJob(answer)
        ? new JobFailedException(new(ServiceFaults.Unavailable, $"{query.Subject}: BigQuery does not know its job '{job.Id}' in '{job.Location}' any more"))
        : QueryFaults.Of(query, answer);

    private static string Path(JobReference job) => $"{Uri.EscapeDataString(job.Id)}?location={Uri.EscapeDataString(job.Location)}";
}
