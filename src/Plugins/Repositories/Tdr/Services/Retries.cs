using System.Net;
using System.Text;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>Which requests are repeated and when (<c>spec/indexer.md</c> §6.6).</summary>
internal static class Retries
{
    /// <summary>How often a request is sent at most, less one.</summary>
    public const int Max = 4;

    // Whoever is told to come back later than this is better off failing; the queue has patience.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    /// <summary>Options for requests that only read, so that it does no harm to send them twice.</summary>
    /// <param name="firstWait">Before the first repetition; doubled before each further one.</param>
    /// <param name="time">What tells the time.</param>
    public static HttpRetryStrategyOptions Options(TimeSpan firstWait, TimeProvider time) => new()
    {
        MaxRetryAttempts = Max,
        Delay = firstWait,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = false,
        ShouldHandle = async attempt => (!attempt.Context.CancellationToken.IsCancellationRequested && HttpClientResiliencePredicates.IsTransient(attempt.Outcome))
            || (attempt.Outcome.Result is { } response && await IsOverloadAsync(response, attempt.Context.CancellationToken)),
        // Null means the wait that the options above say.
        DelayGenerator = attempt => new(attempt.Outcome.Result is { } response ? RequestedWait(response, time) : null),
    };

    /// <summary>The wait that a response asks for, within limits; null where it does not ask.</summary>
    public static TimeSpan? RequestedWait(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return wait is { } w ? TimeSpan.FromTicks(Math.Clamp(w.Ticks, 0, LongestWait.Ticks)) : null;
    }

    // BigQuery says 403 when it is asked too often, and 400 when the reservation for the query is not there yet.
    private static async Task<bool> IsOverloadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (response.StatusCode is not (HttpStatusCode.Forbidden or HttpStatusCode.BadRequest))
            return false;
        var body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellation));
        return response.StatusCode == HttpStatusCode.Forbidden
            ? body.Contains("rateLimitExceeded", StringComparison.Ordinal) || body.Contains("Exceeded rate limits", StringComparison.Ordinal)
            : IsMissingReservation(body);
    }

    /// <summary>Whether BigQuery says that the reservation for a query is not there, as it does for a while after it was made.</summary>
    public static bool IsMissingReservation(string message) =>
        message.Contains("does not have a reservation", StringComparison.Ordinal) || message.Contains("not find a reservation", StringComparison.Ordinal);
}
