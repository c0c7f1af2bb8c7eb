using Azul.Plugins.Access;
using Azul.Search;
using Microsoft.AspNetCore.Http.Features;

namespace Azul.Gateway.Rest.Transport;

/// <summary>
/// Takes a request to its operation and an error to its envelope (<c>spec/service.md</c> §8). Paths that are neither the REST API's nor mapped otherwise get what the gateway in front of the
/// original answers. A malformed <c>Authorization</c> is refused on all of them.
/// </summary>
internal sealed partial class RestPipeline(RequestDelegate next, RestRoutes routes, BaseUrls baseUrls, ILogger<RestPipeline> logger)
{
    /// <summary>The greatest length of path and query.</summary>
    public const int MaxUrlLength = 8192;

    private const string Default = "no-store";

    public async Task InvokeAsync(HttpContext http)
    {
        var target = Target(http);
        var question = target.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? target : target[..question];
        var query = question < 0 ? "" : target[(question + 1)..];
        var route = routes.Find(path);
        try
        {
            if (target.Length > MaxUrlLength)
                throw RestErrors.TooLarge("URL", MaxUrlLength);
            if (route is { } match && http.Request.Method == HttpMethods.Options)
                AnswerPreflight(http.Response, match.Endpoint);
            else
                await AnswerAsync(http, path, query, route);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            http.Abort();
        }
        catch (Exception error)
        {
            await AnswerErrorAsync(http, path, route?.Endpoint, error);
        }
    }

    private async Task AnswerAsync(HttpContext http, string path, string query, (RestEndpoint Endpoint, IReadOnlyList<string> PathParameters)? route)
    {
        var credentials = CredentialsHeader.Read(http.Request);
        if (route is null)
        {
            if (http.GetEndpoint() is null)
                await AnswerUnknownPathAsync(http);
            else
                await next(http);
            return;
        }
        var endpoint = route.Value.Endpoint;
        var operation = endpoint.Operation(http.Request.Method);
        if (operation is null)
        {
            http.Response.Headers.Allow = string.Join(", ", endpoint.Operations.Select(o => o.Method).Append(HttpMethods.Options));
            throw RestErrors.MethodNotAllowed(http.Request.Method);
        }
        RestParameters.CheckContentType(http.Request);
        var parameters = operation.HoistsBody
            ? await RestParameters.OfQueryAndBodyAsync(query, http.Request, http.RequestAborted)
            : RestParameters.OfQuery(query);
        if (operation.Parameters is { } known)
            parameters.Check(known);
        AddHeaders(http.Response, endpoint);
        await operation.Handler(new(http, path, baseUrls.Of(http.Request), route.Value.PathParameters, parameters, credentials));
    }

    private async Task AnswerErrorAsync(HttpContext http, string path, RestEndpoint? endpoint, Exception error)
    {
        if (http.Response.HasStarted)
        {
            LogFailure(error, path);
            http.Abort();
            return;
        }
        var answer = error switch
        {
            RestException rest => rest,
            AccessRefusedException refused => RestErrors.Of(refused),
            SearchException { IsUnavailable: true } unavailable => RestErrors.Unavailable(unavailable.Message),
            BadHttpRequestException bad => new RestException(bad.StatusCode, "BadRequestError", bad.Message),
            _ => RestErrors.Internal(),
        };
        if (error is not RestException && answer.Status >= 500)
            LogFailure(error, path);
        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        http.Response.Headers.Allow = allow;
        AddHeaders(http.Response, endpoint);
        if (answer.Status == StatusCodes.Status503ServiceUnavailable)
            RestHeaders.AddRetryAfter(http.Response);
        await using var body = RestBody.Start(http, answer.Status);
        body.Json.WriteStartObject();
        body.Json.WriteString("Code"u8, answer.Code);
        // As bytes, since a name in the message may hold half of a surrogate pair.
        body.Json.WriteString("Message"u8, System.Text.Encoding.UTF8.GetBytes(answer.Message));
        body.Json.WriteEndObject();
    }

    private static void AddHeaders(HttpResponse response, RestEndpoint? endpoint)
    {
        RestHeaders.AddSecurity(response);
        RestHeaders.AddCors(response);
        response.Headers.CacheControl = endpoint?.CacheControl ?? Default;
    }

    private static void AnswerPreflight(HttpResponse response, RestEndpoint endpoint)
    {
        RestHeaders.AddSecurity(response);
        RestHeaders.AddCors(response);
        response.Headers.AccessControlAllowMethods = string.Join(',', endpoint.Operations.Where(o => o.IsCors).Select(o => o.Method).Append(HttpMethods.Options));
    }

    private static async Task AnswerUnknownPathAsync(HttpContext http)
    {
        AddHeaders(http.Response, null);
        await using var body = RestBody.Start(http, StatusCodes.Status403Forbidden);
        body.Json.WriteStartObject();
        body.Json.WriteString("message"u8, "Missing Authentication Token");
        body.Json.WriteEndObject();
    }

    // What the client wrote: the server's own path is decoded, and dot segments are gone from it.
    private static string Target(HttpContext http)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
        if (string.IsNullOrEmpty(target))
            return http.Request.Path.ToUriComponent() + http.Request.QueryString.Value;
        if (target[0] == '/')
            return target;
        // The absolute form, as to a proxy.
        var authority = target.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 0 ? -1 : target.IndexOf('/', authority + 3);
        return path < 0 ? "/" : target[path..];
    }

    [LoggerMessage(1, LogLevel.Error, "The request for {Path} failed")]
    private partial void LogFailure(Exception error, string path);
}
