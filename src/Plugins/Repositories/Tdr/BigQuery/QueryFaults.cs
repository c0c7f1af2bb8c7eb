using System.Net;
using System.Text.Json;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>What BigQuery has against a query, or a query's result against itself.</summary>
internal static class QueryFaults
{
    public const string TableNotFound = "TABLE_NOT_FOUND";
    public const string ColumnMissing = "COLUMN_MISSING";
    public const string TableChanged = "TABLE_CHANGED";
    private const string Invalid = "QUERY_INVALID";

    /// <summary>The exception for an answer that is no success, in the words of tables and columns where it is about them.</summary>
    public static RepositoryException Of(Query query, ServiceAnswer answer)
    {
        var (reason, message) = Error(answer);
        var code = (answer.Status, reason) switch
        {
            (HttpStatusCode.NotFound, "notFound") => TableNotFound,
            (HttpStatusCode.BadRequest, "invalidQuery") when IsAboutColumn(message) => ColumnMissing,
            (HttpStatusCode.BadRequest, "invalidQuery") => Invalid,
            _ => null,
        };
        var general = answer.Failure();
        return code is null ? new(general.Code, $"{query.Subject}: {general.Message}") : new(code, $"{query.Subject}: BigQuery says: {message}");
    }

    public static RepositoryException Changed(Query query, long announced, long found) =>
        new(TableChanged, $"{query.Subject}: the result changed while it was read: there are {found} rows where {announced} were announced");

    private static bool IsAboutColumn(string message) =>
        message.StartsWith("Unrecognized name", StringComparison.Ordinal) || message.Contains(" not found inside ", StringComparison.Ordinal);

    private static (string Reason, string Message) Error(ServiceAnswer answer)
    {
        if (answer.TryJson() is not { } json || !json.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object)
            return ("", "");
        var reason = error.ListOrNull("errors")?.Select(e => e.TextOrNull("reason")).FirstOrDefault();
        return (reason ?? "", error.TextOrNull("message") ?? "");
    }
}
