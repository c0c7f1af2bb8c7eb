using System.Text.Json;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Microsoft.AspNetCore.Http.Features;

namespace Azul.Indexer.Webhook;

/// <summary>The web-hook that tells of bundles that were added or deleted (<c>spec/indexer.md</c> §1.2).</summary>
public static class WebhookEndpoints
{
    private const int MaxBody = 1 << 20;

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = null };

    /// <summary>
    /// Maps <c>POST /{catalog}/{action}</c>. A notification is answered with 202 once it is queued, which is durable; whether indexing is enabled does not matter. Literal routes win over it.
    /// </summary>
    public static IEndpointConventionBuilder MapIndexingWebhook(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/{catalog}/{action}", NotifyAsync)
            .WithName("notify")
            .WithTags("Indexing")
            .WithSummary("Tells that a bundle was added or deleted")
            .Accepts<object>("application/json")
            .Produces(StatusCodes.Status202Accepted)
            .Produces<WebhookError>(StatusCodes.Status400BadRequest)
            .Produces<WebhookError>(StatusCodes.Status401Unauthorized)
            .Produces<WebhookError>(StatusCodes.Status503ServiceUnavailable);

    /// <summary>
    /// Takes notifications where other paths are served as well, before them. Of requests for two segments those are meant that are POST, whose first segment is no other's, and whose second is an action,
    /// or that are signed; all others go on.
    /// </summary>
    public static IApplicationBuilder UseIndexingWebhook(this IApplicationBuilder app) =>
        app.MapWhen(http => IsNotification(http.Request), hook => hook.Run(TakeAsync));

    private static bool IsNotification(HttpRequest request) =>
        HttpMethods.IsPost(request.Method)
        && Segments(request) is [var catalog, var action]
        && !CatalogName.IsReserved(catalog)
        && (action is "add" or "delete" || request.Headers.ContainsKey("Signature"));

    private static string[] Segments(HttpRequest request) => request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static async Task TakeAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var segments = Segments(http.Request);
        var result = await NotifyAsync(
            segments[0],
            segments[1],
            http,
            services.GetRequiredService<WebhookOptions>(),
            services.GetRequiredService<IWorkQueues>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>());
        await result.ExecuteAsync(http);
    }

    private static async Task<IResult> NotifyAsync(
        string catalog, string action, HttpContext http, WebhookOptions options, IWorkQueues queues, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger(typeof(WebhookEndpoints));
        if (await ReadBodyAsync(http) is not { } body)
            return Error(StatusCodes.Status413PayloadTooLarge, "RequestTooLongError", $"A notification must not be longer than {MaxBody} bytes");
        if (HttpSignature.Fault(RequestOf(http, body), options, time.GetUtcNow()) is { } fault)
        {
            logger.LogWarning("A notification was refused: {Fault}", fault);
            return Error(StatusCodes.Status401Unauthorized, "UnauthorizedError", "Invalid authentication credentials");
        }
        if (Notification.Fault(catalog, action, body) is { } error)
            return Error(StatusCodes.Status400BadRequest, "BadRequestError", error);
        try
        {
            var outcomes = await queues.SendAsync(WorkQueue.Notifications, [new(Notification.MessageOf(catalog, action, body))], http.RequestAborted);
            if (outcomes[0].Status == MessageStatus.Done)
                return Results.StatusCode(StatusCodes.Status202Accepted);
            logger.LogError("A notification could not be queued: {Error}", outcomes[0].Error);
        }
        catch (QueueException e)
        {
            logger.LogError("A notification could not be queued: {Error}", e.Message);
        }
        return Error(StatusCodes.Status503ServiceUnavailable, "ServiceUnavailableError", "The notification could not be queued; try again later");
    }

    private static SignedRequest RequestOf(HttpContext http, byte[] body)
    {
        // The path as it was sent: decoding it would change what was signed.
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw ? raw : (http.Request.PathBase + http.Request.Path).ToString();
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var headers = http.Request.Headers;
        return new(http.Request.Method, query < 0 ? target : target[..query], body, headers["Content-Digest"], headers["Signature-Input"], headers["Signature"]);
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBody)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted)) > 0)
        {
            if (body.Length + read > MaxBody)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    private static IResult Error(int status, string code, string message) =>
        Results.Json(new WebhookError(code, message), Json, statusCode: status);
}
