using System.Net;

namespace Azul.Indexer.Hosting;

/// <summary>Asks a program that runs here how it is, as the health check of a container does.</summary>
internal static class HealthProbe
{
    // The program limits each of its checks to five seconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>Writes the answer, or why there is none.</summary>
    /// <param name="urls">Where the program listens, as it was told; wildcards mean this machine.</param>
    /// <param name="isBasic">Whether it is enough that requests are answered at all, whatever store and queues do.</param>
    /// <param name="output">Told the answer.</param>
    /// <param name="error">Told why there is none.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>Whether it is well.</returns>
    public static async Task<bool> AskAsync(string urls, bool isBasic, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        if (AddressOf(urls) is not { } address)
        {
            await error.WriteLineAsync($"--urls: '{urls}' is no address of HTTP, such as http://localhost:5000");
            return false;
        }
        using var client = new HttpClient { Timeout = Timeout, BaseAddress = address };
        try
        {
            using var response = await client.GetAsync(new Uri(isBasic ? "health/basic" : "health", UriKind.Relative), cancellation);
            await output.WriteLineAsync(await response.Content.ReadAsStringAsync(cancellation));
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            await error.WriteLineAsync($"{address} does not answer: {e.Message}");
            return false;
        }
    }

    /// <summary>The address to ask of several that a program listens at: the first of HTTP, on this machine. Null where there is none.</summary>
    internal static Uri? AddressOf(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var local = url.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://[::1]", StringComparison.Ordinal);
            if (Uri.TryCreate(local, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp)
                return address;
        }
        return null;
    }
}
