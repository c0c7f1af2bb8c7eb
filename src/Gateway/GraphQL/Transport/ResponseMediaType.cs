using Azul.GraphSchema.Errors;
using Microsoft.Net.Http.Headers;

namespace Azul.Gateway.GraphQL.Transport;

/// <summary>The media types of answers, and which one a client gets (GraphQL over HTTP, "Media Types" and "Accept").</summary>
internal static class ResponseMediaType
{
    /// <summary>Its status codes say whether the operation was executed.</summary>
    public const string GraphQL = "application/graphql-response+json";

    /// <summary>For clients from before the specification: 200 for whatever is a GraphQL request.</summary>
    public const string Json = "application/json";

    private static readonly MediaTypeHeaderValue[] Offered = [new(GraphQL), new(Json)];

    /// <summary>The media type that the client likes best; JSON for one that takes anything.</summary>
    /// <exception cref="TransportException">The client accepts neither.</exception>
    public static string Choose(HttpRequest request)
    {
        var accepted = request.Headers.Accept;
        if (accepted.Count == 0 || string.IsNullOrWhiteSpace(accepted.ToString()))
            return Json;
        var best = MediaTypeHeaderValue.TryParseList(accepted, out var types)
            ? types.Where(t => t.Quality is not 0 && IsUtf8(t)).OrderByDescending(t => t.Quality ?? 1).Select(Of).OfType<string>().FirstOrDefault()
            : null;
        return best ?? throw new TransportException(
            StatusCodes.Status406NotAcceptable, ErrorCodes.NotAcceptable, $"Answers are of the type {GraphQL} or {Json}, in UTF-8");
    }

    private static string? Of(MediaTypeHeaderValue accepted)
    {
        if (accepted.MatchesAllTypes || accepted.MatchesAllSubTypes)
            return Offered.Any(o => accepted.MatchesAllTypes || accepted.Type.Equals(o.Type, StringComparison.OrdinalIgnoreCase)) ? Json : null;
        return Offered.FirstOrDefault(o => accepted.MediaType.Equals(o.MediaType, StringComparison.OrdinalIgnoreCase))?.MediaType.Value;
    }

    private static bool IsUtf8(MediaTypeHeaderValue type) =>
        !type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
