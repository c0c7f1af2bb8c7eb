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
        var code = CodeOf(reason, message);
        var general = answer.Failure();
        return code is null ? new(general.Code, $"{query.Subject}: {general.Message}") : new(code, $"{query.Subject}: BigQuery says: {message}");
    }

    /// <summary>The same for a job that has failed, whose error is a part of a successful answer: a <see cref="JobFailedException"/> where the reason may pass.</summary>
    public static Exception OfJob(Query query, string reason, string message)
    {
        var code = CodeOf(reason, message) ?? reason switch
        {
            "accessDenied" => ServiceFaults.Forbidden,
            "rateLimitExceeded" or "jobRateLimitExceeded" => ServiceFaults.Busy,
            "backendError" or "jobBackendError" or "internalError" or "jobInternalError" or "tableUnavailable" => ServiceFaults.Unavailable,
            _ => Retries.IsMissingReservation(message) ? ServiceFaults.Busy : ServiceFaults.Refused,
        };
        var fault = new RepositoryException(code, $"{query.Subject}: BigQuery says: {message} ({reason})");
        return code is ServiceFaults.Busy or ServiceFaults.Unavailable ? new JobFailedException(fault) : fault;
    }

    /// <summary>Whether an answer says that a job is not there, though it was.</summary>
    public static bool IsVanishedJob(ServiceAnswer answer) => answer.Status == HttpStatusCode.NotFound && Error(answer).Message.StartsWith("Not found: Job", StringComparison.Ordinal);

    private static string? CodeOf(string reason, string message) => reason switch
    {
        "notFound" => TableNotFound,
        "invalidQuery" when IsAboutColumn(message) => ColumnMissing,
        "invalidQuery" => Invalid,
        _ => null,
    };

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
