using System.Text;
using System.Text.Json;
using Azul.GraphSchema;
using Azul.GraphSchema.Errors;
using Microsoft.Net.Http.Headers;

namespace Azul.Gateway.GraphQL.Transport;

/// <summary>Reads GraphQL requests from HTTP requests (GraphQL over HTTP, "Request").</summary>
internal static class RequestReader
{
    private const string Query = "query";
    private const string OperationName = "operationName";
    private const string Variables = "variables";
    private const string Extensions = "extensions";

    /// <summary>Reads the parameters of a GET request.</summary>
    /// <exception cref="TransportException">There is no query, or a parameter is no JSON.</exception>
    public static GraphRequest Read(IQueryCollection parameters)
    {
        _ = ParseMap(parameters, Extensions);
        return new(Text(parameters, Query) ?? throw Bad($"The parameter '{Query}' is missing"))
        {
            OperationName = Text(parameters, OperationName) is { Length: > 0 } name ? name : null,
            Variables = ParseMap(parameters, Variables),
            QueriesOnly = true,
        };
    }

    /// <summary>Reads the body of a POST request.</summary>
    /// <exception cref="TransportException">It is not JSON in UTF-8, too large, or no GraphQL request.</exception>
    public static async Task<GraphRequest> ReadAsync(HttpRequest request, int maxBodySize, CancellationToken cancellation)
    {
        CheckContentType(request);
        var body = await ReadBodyAsync(request, maxBodySize, cancellation);
        var json = Parse(body, "The body");
        if (json.ValueKind != JsonValueKind.Object)
            throw Bad($"The body must be a JSON object with '{Query}' and, where needed, '{OperationName}' and '{Variables}'");
        _ = Map(json, Extensions);
        return new(Text(json, Query) ?? throw Bad($"The property '{Query}' is missing"))
        {
            OperationName = Text(json, OperationName) is { Length: > 0 } name ? name : null,
            Variables = Map(json, Variables),
        };
    }

    private static void CheckContentType(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
        {
            throw new TransportException(
                StatusCodes.Status415UnsupportedMediaType, ErrorCodes.UnsupportedMediaType, "The body must be of the type application/json, in UTF-8");
        }
    }

    private static async Task<byte[]> ReadBodyAsync(HttpRequest request, int maxBodySize, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBodySize)
            throw TooLarge(maxBodySize);
        var buffer = new MemoryStream();
        var chunk = new byte[8192];
        int read;
        while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
        {
            if (buffer.Length + read > maxBodySize)
                throw TooLarge(maxBodySize);
            buffer.Write(chunk, 0, read);
        }
        return buffer.ToArray();
    }

    private static string? Text(IQueryCollection parameters, string name) => parameters.TryGetValue(name, out var values) ? values[^1] : null;

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.String)
            throw Bad($"The property '{name}' must be a string");
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            throw Bad($"The property '{name}' is no Unicode text");
        }
    }

    private static JsonElement Map(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            return default;
        return value.ValueKind == JsonValueKind.Object ? value : throw Bad($"The property '{name}' must be an object");
    }

    private static JsonElement ParseMap(IQueryCollection parameters, string name)
    {
        if (Text(parameters, name) is not { Length: > 0 } text)
            return default;
        var value = Parse(Encoding.UTF8.GetBytes(text), $"The parameter '{name}'");
        if (value.ValueKind == JsonValueKind.Null)
            return default;
        return value.ValueKind == JsonValueKind.Object ? value : throw Bad($"The parameter '{name}' must be a JSON object");
    }

    private static JsonElement Parse(byte[] json, string what)
    {
        try
        {
            return JsonElement.Parse(json);
        }
        catch (JsonException e)
        {
            throw Bad($"{what} is no JSON: {e.Message}");
        }
    }

    private static TransportException Bad(string message) => new(StatusCodes.Status400BadRequest, ErrorCodes.BadRequest, message);

    private static TransportException TooLarge(int maxBodySize) =>
        new(StatusCodes.Status413PayloadTooLarge, ErrorCodes.BodyTooLarge, $"The body must have {maxBodySize} bytes at most");
}
