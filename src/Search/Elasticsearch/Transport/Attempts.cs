using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>How often a request is tried, and when it is not even tried.</summary>
internal static class Attempts
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>How long nothing is sent after the server was found to be gone. Short, so that the work goes on soon after it is back.</summary>
    public static TimeSpan BreakDuration { get; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A request that failed for a moment's reason is tried again after a random wait, or the one that the server asks for. Where most requests fail because the server is gone, the following ones fail
    /// at once for <see cref="BreakDuration"/>. An overloaded server is not gone.
    /// </summary>
    public static ResiliencePipeline Of(ElasticsearchOptions options)
    {
        var builder = new ResiliencePipelineBuilder();
        if (options.Retries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ElasticsearchFault>(f => f.IsTransient),
                MaxRetryAttempts = options.Retries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = FirstWait,
                MaxDelay = LongestWait,
                // Null means the wait that the options above say.
                DelayGenerator = attempt => new(attempt.Outcome.Exception is ElasticsearchFault { RetryAfter: { } asked } ? Shortest(asked, LongestWait) : null),
            });
        }
        return builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                ShouldHandle = new PredicateBuilder().Handle<ElasticsearchFault>(f => f.IsTransient && !f.IsOverload),
                FailureRatio = 0.5,
                MinimumThroughput = 8,
                SamplingDuration = TimeSpan.FromSeconds(5),
                BreakDuration = BreakDuration,
            })
            .Build();
    }

    private static TimeSpan Shortest(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
