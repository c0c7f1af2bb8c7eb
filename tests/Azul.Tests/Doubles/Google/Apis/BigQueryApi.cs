using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Azul.Tests.Doubles.Google.Accounts;
using Azul.Tests.Doubles.Google.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>The part of BigQuery's REST API that runs queries: <c>jobs.query</c>, <c>insert</c>, <c>get</c>, <c>cancel</c> and <c>getQueryResults</c>.</summary>
internal sealed class BigQueryApi(GoogleDouble google)
{
    private const string Root = "/bigquery/v2/projects/{project}";

    private readonly ConcurrentDictionary<string, BigQueryJob> jobs = new();
    private int latest;

    /// <summary>The ids of the jobs that it knows.</summary>
    public ICollection<string> Jobs => jobs.Keys;

    public void Map(WebApplication app)
    {
        app.MapPost(Root + "/queries", google.Authenticated(QueryAsync));
        app.MapGet(Root + "/queries/{job}", OfJob(ResultsAsync));
        app.MapPost(Root + "/jobs", google.Authenticated(InsertAsync));
        app.MapGet(Root + "/jobs/{job}", OfJob((http, job) => Json.WriteAsync(http, Describe(job))));
        app.MapPost(Root + "/jobs/{job}/cancel", OfJob(CancelAsync));
    }

    /// <summary>Forgets all jobs.</summary>
    public void Forget() => jobs.Clear();

    private async Task QueryAsync(HttpContext http, Account account)
    {
        var request = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
        if (await IsRefusedAsync(http, google.IsForBatchesOnly))
            return;
        var location = request.GetProperty("location").GetString()!;
        var job = NewJob(string.Create(CultureInfo.InvariantCulture, $"job_{Interlocked.Increment(ref latest)}"), location, request, account);
        var withIntegerTimestamps = request.TryGetProperty("formatOptions", out var format) && format.GetProperty("useInt64Timestamp").GetBoolean();
        await AnswerAsync(http, job, 0, request.GetProperty("maxResults").GetInt32(), withIntegerTimestamps);
    }

    private async Task InsertAsync(HttpContext http, Account account)
    {
        var request = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
        var query = request.GetProperty("configuration").GetProperty("query");
        if (await IsRefusedAsync(http, query.GetProperty("priority").GetString() != "BATCH"))
            return;
        var reference = request.GetProperty("jobReference");
        var id = reference.GetProperty("jobId").GetString()!;
        if (jobs.ContainsKey(id))
        {
            await Json.ErrorAsync(http, 409, "duplicate", $"Already Exists: Job {google.Project}:{id}");
            return;
        }
        var job = NewJob(id, reference.GetProperty("location").GetString()!, query, account);
        if (google.JobFailures.TryDequeue(out var failure))
            job.Failure = failure;
        await Json.WriteAsync(http, Describe(job));
    }

    private async Task<bool> IsRefusedAsync(HttpContext http, bool isWrongPriority)
    {
        if ((string)http.Request.RouteValues["project"]! != google.Project)
            await Json.ErrorAsync(http, 403, "accessDenied", "Access Denied: User does not have bigquery.jobs.create permission in project");
        else if (isWrongPriority)
            await Json.ErrorAsync(http, 400, "invalid", "Queries must have the other priority here");
        return http.Response.HasStarted;
    }

    private Task ResultsAsync(HttpContext http, BigQueryJob job)
    {
        var query = http.Request.Query;
        var offset = query.TryGetValue("pageToken", out var token) ? int.Parse(token.ToString(), CultureInfo.InvariantCulture) : 0;
        return AnswerAsync(http, job, offset, int.Parse(query["maxResults"].ToString(), CultureInfo.InvariantCulture), query["formatOptions.useInt64Timestamp"] == "true");
    }

    private Task CancelAsync(HttpContext http, BigQueryJob job)
    {
        google.CancelledJobs.Enqueue(job.Id);
        job.UnfinishedAnswers = 0;
        job.Failure = ("stopped", "Job execution was cancelled: User requested cancellation");
        return Json.WriteAsync(http, new { kind = "bigquery#jobCancelResponse", job = Describe(job) });
    }

    // A job is known where it runs only.
    private RequestDelegate OfJob(Func<HttpContext, BigQueryJob, Task> answer) => google.Authenticated((http, _) =>
    {
        var id = (string)http.Request.RouteValues["job"]!;
        return jobs.TryGetValue(id, out var job) && job.Location.Equals(http.Request.Query["location"], StringComparison.OrdinalIgnoreCase)
            ? answer(http, job)
            : Json.ErrorAsync(http, 404, "notFound", $"Not found: Job {google.Project}:{id}");
    });

    // What is wrong with a query makes its job fail.
    private BigQueryJob NewJob(string id, string location, JsonElement query, Account account)
    {
        var job = new BigQueryJob(id, location.ToLowerInvariant(), () => throw new InvalidOperationException("The job has failed"));
        try
        {
            job = job with { Result = ResultOf(query, location, account), UnfinishedAnswers = google.UnfinishedAnswers };
        }
        catch (KeyNotFoundException e)
        {
            job.Failure = ("notFound", e.Message);
        }
        catch (Exception e) when (e is FormatException or SqliteException)
        {
            job.Failure = ("invalidQuery", Message(e));
        }
        return jobs[id] = job;
    }

    private Func<QueryResult> ResultOf(JsonElement query, string location, Account account)
    {
        if (query.GetProperty("useLegacySql").GetBoolean())
            throw new FormatException("Legacy SQL is not spoken here");
        var sql = GoogleSql.Translate(query.GetProperty("query").GetString()!);
        var tables = sql.Tables.Select(t => Find(t, location, account)).Distinct().Single();
        var parameters = query.GetProperty("queryParameters").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, ParameterValue);
        QueryResult Run() => tables.Query(sql.Sql, parameters);
        var result = Run();
        return () => google.PagesAreLive ? Run() : result;
    }

    private SnapshotTables Find((string Project, string Dataset, string Table) table, string location, Account account)
    {
        var snapshot = google.Snapshots.Find(s => s.Project == table.Project && s.Name == table.Dataset && account.MayRead(s.Id));
        if (snapshot is null || !snapshot.Region.Equals(location, StringComparison.OrdinalIgnoreCase))
            throw new KeyNotFoundException($"Not found: Dataset {table.Project}:{table.Dataset} was not found in location {location}");
        return snapshot.Tables.Has(table.Table)
            ? snapshot.Tables
            : throw new KeyNotFoundException($"Not found: Table {table.Project}:{table.Dataset}.{table.Table} was not found in location {location}");
    }

    private object Describe(BigQueryJob job)
    {
        var hasEnded = job.Look();
        var error = hasEnded && job.Failure is { } failure ? new { reason = failure.Reason, message = failure.Message } : null;
        return new
        {
            kind = "bigquery#job",
            jobReference = Reference(job),
            status = error is null ? new { state = hasEnded ? "DONE" : "PENDING" } : (object)new { state = "DONE", errorResult = error, errors = (object[])[error] },
        };
    }

    private object Reference(BigQueryJob job) => new { projectId = google.Project, jobId = job.Id, location = job.Location };

    private async Task AnswerAsync(HttpContext http, BigQueryJob job, int offset, int limit, bool withIntegerTimestamps)
    {
        if (!job.Look())
        {
            await Json.WriteAsync(http, new { jobReference = Reference(job), jobComplete = false });
            return;
        }
        if (job.Failure is { } failure)
        {
            await Json.ErrorAsync(http, failure.Reason == "notFound" ? 404 : 400, failure.Reason, failure.Message);
            return;
        }
        var result = job.Result();
        var rows = result.Rows.Skip(offset).Take(Math.Min(limit, google.RowsPerPage)).ToArray();
        var next = offset + rows.Length;
        await Json.WriteAsync(http, new
        {
            jobReference = Reference(job),
            jobComplete = true,
            totalRows = result.Rows.Count.ToString(CultureInfo.InvariantCulture),
            pageToken = next < result.Rows.Count ? next.ToString(CultureInfo.InvariantCulture) : null,
            schema = new { fields = result.Columns.Select(c => new { name = c.Name, type = c.Type.Name, mode = c.Type.IsRepeated ? "REPEATED" : "NULLABLE" }) },
            rows = rows.Select(row => new { f = row.Zip(result.Columns, (value, column) => new { v = column.Type.Show(value, withIntegerTimestamps) }) }),
        });
    }

    // Arrays are JSON in SQLite.
    private static string ParameterValue(JsonElement parameter)
    {
        var value = parameter.GetProperty("parameterValue");
        return value.TryGetProperty("arrayValues", out var values)
            ? JsonSerializer.Serialize(values.EnumerateArray().Select(v => v.GetProperty("value").GetString()))
            : value.GetProperty("value").GetString()!;
    }

    private static string Message(Exception e) => e.Message.Split("no such column: ") is [_, var column] ? $"Unrecognized name: {column.Trim('\'', '.')} at [1:1]" : e.Message;
}
