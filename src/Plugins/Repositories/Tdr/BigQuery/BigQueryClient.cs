using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>Runs queries by the REST API of BigQuery, version 2: <c>jobs.query</c>, then <c>jobs.getQueryResults</c> until the result is complete.</summary>
/// <param name="service">The service, in the name of the account that may read the tables.</param>
/// <param name="project">The Google project that pays.</param>
/// <param name="location">Where the tables are.</param>
/// <param name="concurrency">How many queries run at a time.</param>
/// <param name="pageSize">How many rows an answer has at most.</param>
/// <param name="patience">How long a query may run.</param>
/// <param name="time">What tells the time.</param>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process, and a semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class BigQueryClient(ServiceClient service, string project, string location, int concurrency, int pageSize, TimeSpan patience, TimeProvider time)
{
    // How long BigQuery waits for a result before it answers that there is none yet.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim running = new(concurrency);

    /// <summary>All rows of a result.</summary>
    /// <exception cref="RepositoryException">The query is refused or does not finish, or its result cannot be read in full.</exception>
    public async Task<IReadOnlyList<TableRow>> QueryAsync(Query query, CancellationToken cancellation)
    {
        await running.WaitAsync(cancellation);
        try
        {
            return await RunAsync(query, cancellation);
        }
        finally
        {
            running.Release();
        }
    }

    private async Task<IReadOnlyList<TableRow>> RunAsync(Query query, CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var page = await AskAsync(query, HttpMethod.Post, $"{Root}/queries", query.Request(location, pageSize, Wait), cancellation);
        var rows = new List<TableRow>();
        long? announced = null;
        while (true)
        {
            if (!page.IsComplete && time.GetElapsedTime(start) > patience)
                throw new RepositoryException(ServiceFaults.Unavailable, $"{query.Subject}: BigQuery did not finish within {patience.TotalSeconds:0} seconds");
            if (page.IsComplete)
            {
                rows.AddRange(page.Rows());
                announced ??= page.TotalRows;
                if (page.TotalRows != announced || rows.Count > announced)
                    throw QueryFaults.Changed(query, announced.Value, Math.Max(rows.Count, page.TotalRows));
                if (page.NextPage is null)
                    return rows.Count == announced ? rows : throw QueryFaults.Changed(query, announced.Value, rows.Count);
            }
            page = await AskAsync(query, HttpMethod.Get, ResultsPath(page), null, cancellation);
        }
    }

    private async Task<ResultPage> AskAsync(Query query, HttpMethod method, string path, byte[]? body, CancellationToken cancellation)
    {
        var answer = await service.AskAsync(method, path, body, cancellation);
        return answer.IsSuccess ? new(answer) : throw QueryFaults.Of(query, answer);
    }

    private string Root => $"bigquery/v2/projects/{Uri.EscapeDataString(project)}";

    private string ResultsPath(ResultPage page)
    {
        var job = $"{Root}/queries/{Uri.EscapeDataString(page.JobId)}?location={Uri.EscapeDataString(location)}";
        var path = string.Create(CultureInfo.InvariantCulture, $"{job}&maxResults={pageSize}&timeoutMs={Wait.TotalMilliseconds:0}&formatOptions.useInt64Timestamp=true");
        return page.NextPage is { } token ? $"{path}&pageToken={Uri.EscapeDataString(token)}" : path;
    }
}
