using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Azul.Tests.Doubles.Google.Accounts;
using Azul.Tests.Doubles.Google.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>The part of BigQuery's REST API that runs queries: <c>jobs.query</c> and <c>jobs.getQueryResults</c>.</summary>
internal sealed class BigQueryApi(GoogleDouble google)
{
    private readonly ConcurrentDictionary<string, Job> jobs = new();
    private int latest;

    public void Map(WebApplication app)
    {
        app.MapPost("/bigquery/v2/projects/{project}/queries", google.Authenticated(QueryAsync));
        app.MapGet("/bigquery/v2/projects/{project}/queries/{job}", google.Authenticated(ResultsAsync));
    }

    private async Task QueryAsync(HttpContext http, Account account)
    {
        var request = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body);
        if ((string)http.Request.RouteValues["project"]! != google.Project)
        {
            await Json.ErrorAsync(http, 403, "accessDenied", "Access Denied: User does not have bigquery.jobs.create permission in project");
            return;
        }
        try
        {
            var job = NewJob(request, account);
            jobs[job.Id] = job;
            var withIntegerTimestamps = request.TryGetProperty("formatOptions", out var format) && format.GetProperty("useInt64Timestamp").GetBoolean();
            await AnswerAsync(http, job, 0, request.GetProperty("maxResults").GetInt32(), withIntegerTimestamps);
        }
        catch (KeyNotFoundException e)
        {
            await Json.ErrorAsync(http, 404, "notFound", e.Message);
        }
        catch (Exception e) when (e is FormatException or SqliteException)
        {
            await Json.ErrorAsync(http, 400, "invalidQuery", Message(e));
        }
    }

    private Task ResultsAsync(HttpContext http, Account account)
    {
        var query = http.Request.Query;
        if (!jobs.TryGetValue((string)http.Request.RouteValues["job"]!, out var job) || query["location"] != job.Location)
            return Json.ErrorAsync(http, 404, "notFound", "Not found: Job");
        var offset = query.TryGetValue("pageToken", out var token) ? int.Parse(token.ToString(), CultureInfo.InvariantCulture) : 0;
        return AnswerAsync(http, job, offset, int.Parse(query["maxResults"].ToString(), CultureInfo.InvariantCulture), query["formatOptions.useInt64Timestamp"] == "true");
    }

    private Job NewJob(JsonElement request, Account account)
    {
        if (request.GetProperty("useLegacySql").GetBoolean())
            throw new FormatException("Legacy SQL is not spoken here");
        var sql = GoogleSql.Translate(request.GetProperty("query").GetString()!);
        var location = request.GetProperty("location").GetString()!;
        var tables = sql.Tables.Select(t => Find(t, location, account)).Distinct().Single();
        var parameters = request.GetProperty("queryParameters").EnumerateArray().ToDictionary(p => p.GetProperty("name").GetString()!, ParameterValue);
        QueryResult Run() => tables.Query(sql.Sql, parameters);
        var result = Run();
        var id = string.Create(CultureInfo.InvariantCulture, $"job_{Interlocked.Increment(ref latest)}");
        return new(id, location, () => google.PagesAreLive ? Run() : result) { UnfinishedAnswers = google.UnfinishedAnswers };
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

    private async Task AnswerAsync(HttpContext http, Job job, int offset, int limit, bool withIntegerTimestamps)
    {
        var reference = new { projectId = google.Project, jobId = job.Id, location = job.Location };
        if (job.UnfinishedAnswers-- > 0)
        {
            await Json.WriteAsync(http, new { jobReference = reference, jobComplete = false });
            return;
        }
        var result = job.Result();
        var rows = result.Rows.Skip(offset).Take(Math.Min(limit, google.RowsPerPage)).ToArray();
        var next = offset + rows.Length;
        await Json.WriteAsync(http, new
        {
            jobReference = reference,
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

    private sealed record Job(string Id, string Location, Func<QueryResult> Result)
    {
        public int UnfinishedAnswers { get; set; }
    }
}
