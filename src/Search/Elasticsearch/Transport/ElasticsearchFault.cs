using System.Globalization;
using System.Text.Json;
using Elastic.Transport;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>Why a request failed, before it is known whether another attempt will do.</summary>
/// <param name="status">The status of the answer; null where there was none.</param>
/// <param name="message">What happened.</param>
/// <param name="retryAfter">How long the server asks to wait.</param>
/// <param name="inner">The cause.</param>
internal sealed class ElasticsearchFault(int? status, string message, TimeSpan? retryAfter = null, Exception? inner = null) : Exception(message, inner)
{
    // What a full disk answers is 429 too, but waiting does not help.
    private const string BlockedByWatermark = "read-only-allow-delete";

    public int? Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the same request may succeed in a moment.</summary>
    public bool IsTransient => Status is null or 502 or 503 or 504 || IsOverload;

    /// <summary>Whether the server is there, but has too much to do.</summary>
    public bool IsOverload => Status == 429 && !Message.Contains(BlockedByWatermark, StringComparison.Ordinal);

    public static ElasticsearchFault Of(int status, string body, ApiCallDetails details) => new(status, Reason(body) ?? $"it answers {status}", Wait(details));

    /// <summary>The fault in the words of the port.</summary>
    /// <param name="server">The addresses that were asked.</param>
    public StoreException ToStoreException(string server)
    {
        var (code, what) = Status switch
        {
            null => ("STORE_UNREACHABLE", "cannot be reached; check that it runs and that Azul:Elasticsearch:Nodes names it"),
            401 => ("STORE_DENIED", "does not accept the credentials; set ApiKey, or Username and Password, in Azul:Elasticsearch"),
            403 when Message.Contains("blocked by", StringComparison.Ordinal) => ("STORE_READ_ONLY", "does not let the index be written; remove the block"),
            403 => ("STORE_DENIED", "does not permit this; give the user or key that Azul:Elasticsearch names more privileges on the indices of the prefix"),
            404 when Message.Contains("index_not_found_exception", StringComparison.Ordinal) => ("NO_INDEX", "has no such index; run 'create'"),
            429 when !IsOverload => ("STORE_FULL", "has too little disk left to write; free some and lift the block"),
            429 => ("STORE_BUSY", "has too much to do; try again later"),
            502 or 503 or 504 => ("STORE_UNAVAILABLE", "cannot answer now; try again later"),
            413 => ("STORE_TOO_LARGE", "does not take a request that large; lower Azul:Elasticsearch:BulkBytes, or raise http.max_content_length"),
            _ => ("STORE_ERROR", "refuses a request"),
        };
        return new(code, $"Elasticsearch at {server} {what} ({Message})", this);
    }

    /// <summary>What an answer says about an error, in a line.</summary>
    public static string? Reason(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error) ? Describe(error) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What an error of an answer, or of an item of it, says.</summary>
    public static string Describe(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
            return error.ToString();
        var text = $"{Text(error, "type")}: {Text(error, "reason")}";
        // The reason of a search's failure is in its shards.
        if (error.TryGetProperty("root_cause", out var roots) && roots.ValueKind == JsonValueKind.Array)
        {
            foreach (var root in roots.EnumerateArray())
            {
                if (Text(root, "reason") is { Length: > 0 } reason && !text.Contains(reason, StringComparison.Ordinal))
                    text += $"; {Text(root, "type")}: {reason}";
            }
        }
        return error.TryGetProperty("caused_by", out var cause) ? $"{text}; {Describe(cause)}" : text;
    }

    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.ToString() : "";

    private static TimeSpan? Wait(ApiCallDetails details) =>
        details.TryGetHeader("Retry-After", out var values) && int.TryParse(values.FirstOrDefault(), CultureInfo.InvariantCulture, out var seconds) && seconds >= 0
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
