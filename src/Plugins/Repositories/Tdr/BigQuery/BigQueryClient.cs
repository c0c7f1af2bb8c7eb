using System.Diagnostics.CodeAnalysis;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>Runs queries. One whose job fails for a reason that may pass is run again, as one whose job cannot even be made (<see cref="Retries"/>).</summary>
/// <param name="jobs">What runs them.</param>
/// <param name="concurrency">How many queries run at a time.</param>
/// <param name="patience">How long a query may run.</param>
/// <param name="firstWait">Before a query is run for the second time; doubled before each further time.</param>
/// <param name="time">What tells the time.</param>
[SuppressMessage("Design", "CA1001", Justification = "It lives as long as the process, and a semaphore whose wait handle nobody asks for holds nothing.")]
internal sealed class BigQueryClient(QueryJobs jobs, int concurrency, TimeSpan patience, TimeSpan firstWait, TimeProvider time)
{
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
        for (var (repetition, wait) = (0, firstWait); ; repetition++, wait *= 2)
        {
            try
            {
                return await RunOnceAsync(query, start, cancellation);
            }
            catch (JobFailedException e) when (repetition == Retries.Max)
            {
                throw e.Fault;
            }
            catch (JobFailedException)
            {
                await Task.Delay(wait, time, cancellation);
            }
        }
    }

    private async Task<IReadOnlyList<TableRow>> RunOnceAsync(Query query, long start, CancellationToken cancellation)
    {
        var (job, page) = await jobs.StartAsync(query, cancellation);
        try
        {
            for (var looks = 0; page is null; looks++)
            {
                if (time.GetElapsedTime(start) > patience)
                    throw new RepositoryException(ServiceFaults.Unavailable, $"{query.Subject}: BigQuery did not finish within {patience.TotalSeconds:0} seconds");
                page = await jobs.WaitAsync(query, job, looks, cancellation);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or RepositoryException { Code: ServiceFaults.Unavailable or ServiceFaults.Busy })
        {
            await jobs.CancelAsync(job);
            throw;
        }
        var rows = new List<TableRow>(page.Rows());
        var announced = page.TotalRows;
        while (page.NextPage is { } next)
        {
            page = await jobs.ReadAsync(query, job, next, cancellation);
            rows.AddRange(page.Rows());
            if (page.TotalRows != announced || rows.Count > announced)
                throw QueryFaults.Changed(query, announced, Math.Max(rows.Count, page.TotalRows));
        }
        return rows.Count == announced ? rows : throw QueryFaults.Changed(query, announced, rows.Count);
    }
}
