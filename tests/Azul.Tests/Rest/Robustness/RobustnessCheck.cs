using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Robustness;

/// <summary>Holds answers to random requests to what is promised: no failure, no hang, and errors in the envelope.</summary>
/// <param name="server">The server that is asked.</param>
/// <param name="limit">How long an answer may take.</param>
internal sealed class RobustnessCheck(RestServer server, TimeSpan limit)
{
    private const string TooLate = "answered too late";

    private const int LongestRequestLine = 60_000;

    /// <summary>How many requests the HTTP server refused by itself, since they were no HTTP.</summary>
    public int RefusedByServer { get; private set; }

    /// <summary>How often each status was seen.</summary>
    public SortedDictionary<int, int> Statuses { get; } = [];

    /// <summary>What is wrong with the answer, or null. That it is late counts if it is so twice: a busy machine can stall any one request.</summary>
    public async Task<string?> FaultAsync(RandomRequest random, CancellationToken cancellation)
    {
        var fault = await FaultOfAttemptAsync(random, cancellation);
        return fault is TooLate ? await FaultOfAttemptAsync(random, cancellation) : fault;
    }

    private async Task<string?> FaultOfAttemptAsync(RandomRequest random, CancellationToken cancellation)
    {
        try
        {
            return await FaultOfAnswerAsync(random, cancellation);
        }
        catch (HttpRequestException) when (random.Url.Length > LongestRequestLine)
        {
            // The server hangs up on a request line that goes on and on.
            RefusedByServer++;
            return null;
        }
        catch (HttpRequestException e)
        {
            return $"not answered (URL of {random.Url.Length} characters): {e.InnerException?.Message ?? e.Message}";
        }
    }

    private async Task<string?> FaultOfAnswerAsync(RandomRequest random, CancellationToken cancellation)
    {
        using var request = Request(random);
        var clock = Stopwatch.GetTimestamp();
        using var response = await server.Client.SendAsync(request, cancellation);
        var body = await BodyAsync(response, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(clock);
        var status = (int)response.StatusCode;
        Statuses[status] = Statuses.GetValueOrDefault(status) + 1;
        if (!response.Headers.Contains("X-Content-Type-Options") && body.Length == 0 && status >= 400)
        {
            RefusedByServer++;
            return null;
        }
        if (status >= 500)
            return $"answered with {status}";
        if (elapsed > limit)
            return TooLate;
        if (status < 400 || random.Method == "HEAD")
            return null;
        return IsEnvelope(body) ? null : $"answered with {status} {Encoding.UTF8.GetString(body)}";
    }

    private HttpRequestMessage Request(RandomRequest random)
    {
        var request = server.Request(random.Method, random.Url);
        if (random.Body is not null || random.Headers.Any(h => h.Name == "Content-Type"))
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(random.Body ?? ""));
        foreach (var (name, value) in random.Headers)
            _ = request.Headers.TryAddWithoutValidation(name, value) || request.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        return request;
    }

    private static async Task<byte[]> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var body = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (body.Length == 0 || !response.Content.Headers.ContentEncoding.Contains("gzip"))
            return body;
        using var plain = new MemoryStream();
        await using var compressed = new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        await compressed.CopyToAsync(plain, cancellation);
        return plain.ToArray();
    }

    // Code and message; unknown paths and health keys have just a message, as in the original.
    private static bool IsEnvelope(byte[] body)
    {
        try
        {
            var names = JsonElement.Parse(body).EnumerateObject().Select(p => p.Name).ToArray();
            return names is ["Code", "Message"] or ["message"] or ["Message"];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
