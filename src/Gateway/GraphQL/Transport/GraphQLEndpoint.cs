using Azul.Gateway.Access;
using Azul.Gateway.Rest.Transport;
using Azul.GraphSchema;
using Azul.GraphSchema.Errors;
using Azul.Plugins.Access;

namespace Azul.Gateway.GraphQL.Transport;

/// <summary>Answers GraphQL requests as of the specification "GraphQL over HTTP": queries by GET, everything by POST.</summary>
internal sealed partial class GraphQLEndpoint(
    GraphEngine engine, CallerAccess access, BaseUrls baseUrls, GraphQLOptions options, ILogger<GraphQLEndpoint> logger)
{
    private const string Methods = "GET, POST";

    public async Task AnswerAsync(HttpContext http)
    {
        RestHeaders.AddSecurity(http.Response);
        RestHeaders.AddCors(http.Response);
        http.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsOptions(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            http.Response.Headers.AccessControlAllowMethods = Methods;
            http.Response.Headers.Allow = Methods;
            return;
        }
        var mediaType = ResponseMediaType.Json;
        GraphAnswer answer;
        int status;
        try
        {
            mediaType = ResponseMediaType.Choose(http.Request);
            answer = await AnswerAsync(http.Request, http.RequestAborted);
            status = StatusOf(answer, mediaType);
        }
        catch (TransportException error)
        {
            answer = GraphAnswer.OfError(error.Code, error.Message);
            status = error.Status;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailure(error);
            answer = GraphAnswer.OfError(ErrorCodes.Internal, "");
            status = StatusCodes.Status500InternalServerError;
        }
        await WriteAsync(http, answer, status, mediaType);
    }

    private async Task<GraphAnswer> AnswerAsync(HttpRequest request, CancellationToken cancellation)
    {
        var caller = new GraphCaller(new PolicyAccess(access, ReadCredentials(request)), baseUrls.Of(request));
        var operation = request.Method switch
        {
            "GET" => RequestReader.Read(request.Query),
            "POST" => await RequestReader.ReadAsync(request, options.MaxBodySize, cancellation),
            _ => throw new TransportException(
                StatusCodes.Status405MethodNotAllowed, ErrorCodes.MethodNotAllowed, $"GraphQL is served by GET and POST, not by {request.Method}"),
        };
        return await engine.AnswerAsync(operation, caller, cancellation);
    }

    private static Credentials ReadCredentials(HttpRequest request)
    {
        try
        {
            return CredentialsHeader.Read(request);
        }
        catch (RestException)
        {
            throw new TransportException(StatusCodes.Status401Unauthorized, ErrorCodes.InvalidCredentials, "The header 'Authorization' must hold a bearer token");
        }
    }

    // A request that is not executed has its own status for clients of the specification; older ones look for errors in the body of a 200.
    private static int StatusOf(GraphAnswer answer, string mediaType)
    {
        if (answer.ErrorCode == ErrorCodes.MethodNotAllowed)
            return StatusCodes.Status405MethodNotAllowed;
        // A balancer that sees the status can ask another gateway. Where a part could be answered, clients would not look at it.
        if (answer.IsUnavailable)
            return StatusCodes.Status503ServiceUnavailable;
        return answer.IsExecuted || mediaType == ResponseMediaType.Json ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest;
    }

    private static async Task WriteAsync(HttpContext http, GraphAnswer answer, int status, string mediaType)
    {
        http.Response.StatusCode = status;
        if (status == StatusCodes.Status405MethodNotAllowed)
            http.Response.Headers.Allow = http.Request.Method == HttpMethods.Get ? "POST" : Methods;
        if (status == StatusCodes.Status503ServiceUnavailable)
            RestHeaders.AddRetryAfter(http.Response);
        http.Response.ContentType = $"{mediaType}; charset=utf-8";
        http.Response.Headers.Vary = "Accept, Authorization";
        if (!HttpMethods.IsHead(http.Request.Method))
            await answer.WriteAsync(http.Response.Body, http.RequestAborted);
    }

    [LoggerMessage(1, LogLevel.Error, "A GraphQL request failed")]
    private partial void LogFailure(Exception error);
}
