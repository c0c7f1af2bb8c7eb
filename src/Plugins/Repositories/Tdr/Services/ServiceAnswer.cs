using System.Net;
using System.Text.Json;
using Polly.Timeout;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>What a service answered.</summary>
/// <param name="Service">The service's name, for messages.</param>
/// <param name="Url">What was asked, without the query, which may hold secrets.</param>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
/// <param name="RetryAfter">When to ask again, if the service says so.</param>
internal sealed record ServiceAnswer(string Service, string Url, HttpStatusCode Status, byte[] Body, TimeSpan? RetryAfter)
{
    private const int LongestQuote = 300;

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Sends a request.</summary>
    /// <exception cref="RepositoryException">There is no answer.</exception>
    public static async Task<ServiceAnswer> OfAsync(string service, HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        var url = request.RequestUri!.GetLeftPart(UriPartial.Path);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
            return new(service, url, response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation), response.Headers.RetryAfter?.Delta);
        }
        catch (Exception e) when (IsTimeout(e, cancellation))
        {
            throw new RepositoryException(ServiceFaults.Unavailable, $"{service}: {url} did not answer in time", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new RepositoryException(ServiceFaults.Unavailable, $"{service}: {url} cannot be reached: {e.Message}", e);
        }
    }

    /// <summary>The body of a success.</summary>
    /// <exception cref="RepositoryException">It is no success, or the body is no JSON object.</exception>
    public JsonElement Json()
    {
        if (!IsSuccess)
            throw Failure();
        return TryJson() ?? throw Malformed("it is no JSON object");
    }

    /// <summary>The body, or null where it is no JSON object.</summary>
    public JsonElement? TryJson()
    {
        try
        {
            var json = JsonElement.Parse(Body);
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public RepositoryException Malformed(string fault) => new(ServiceFaults.Malformed, $"{Service}: the answer of {Url} is malformed: {fault}");

    /// <summary>What to throw for a status that is no success.</summary>
    public RepositoryException Failure() => new(
        Status switch
        {
            HttpStatusCode.Unauthorized => ServiceFaults.Unauthorized,
            HttpStatusCode.Forbidden => ServiceFaults.Forbidden,
            HttpStatusCode.NotFound => ServiceFaults.NotFound,
            HttpStatusCode.TooManyRequests => ServiceFaults.Busy,
            >= HttpStatusCode.InternalServerError => ServiceFaults.Unavailable,
            _ => ServiceFaults.Refused,
        },
        $"{Service}: {Url} answered {(int)Status}: {Message()}");

    // Google's services put {"error": {"message": …}} into the body, the others {"message": …} or text.
    private string Message()
    {
        var message = TryJson() is { } json ? json.TextOrNull("message") ?? (json.TryGetProperty("error", out var error) ? error.TextOrNull("message") : null) : null;
        message ??= System.Text.Encoding.UTF8.GetString(Body);
        return message.Length <= LongestQuote ? message : message[..LongestQuote] + "…";
    }

    private static bool IsTimeout(Exception e, CancellationToken cancellation) =>
        e is TimeoutRejectedException || (e is OperationCanceledException && !cancellation.IsCancellationRequested);
}
