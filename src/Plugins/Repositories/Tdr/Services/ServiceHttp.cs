using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>Makes the HTTP clients of a repository. They live as long as the process.</summary>
internal static class ServiceHttp
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>For work in the background: patient, and able to repeat itself.</summary>
    public static HttpClient Patient(TimeSpan firstWait, TimeSpan timeout, TimeProvider time)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddRetry(Retries.Options(firstWait, time))
            .AddTimeout(new HttpTimeoutStrategyOptions { Timeout = timeout })
            .Build();
        return Client(new ResilienceHandler(pipeline) { InnerHandler = new WholeBodies(Sockets()) }, Timeout.InfiniteTimeSpan);
    }

    /// <summary>For requests that somebody waits for: one attempt, and not for long.</summary>
    public static HttpClient Prompt(TimeSpan timeout) => Client(Sockets(), timeout);

    // Redirects are answers here, and are never followed with a token.
    private static SocketsHttpHandler Sockets() => new() { PooledConnectionLifetime = ConnectionLifetime, AllowAutoRedirect = false };

    private static HttpClient Client(HttpMessageHandler handler, TimeSpan timeout) => new(handler) { Timeout = timeout };

    // A response whose body breaks off is a failed attempt like any other, so that it must be read before the attempt counts.
    private sealed class WholeBodies(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
        {
            var response = await base.SendAsync(request, cancellation);
            try
            {
                await response.Content.LoadIntoBufferAsync(cancellation);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
