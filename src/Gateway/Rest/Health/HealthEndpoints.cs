using Azul.Gateway.Rest.Python;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary><c>/health</c> and what is below it (<c>spec/service.md</c> §1.10).</summary>
internal sealed class HealthEndpoints(HealthCheck check, CachedHealth cache, CatalogList catalogs) : IRestEndpoints
{
    private const string Tag = "Health";

    private static readonly Dictionary<int, string> Statuses = new() { [200] = "All is well.", [503] = "Something is not well." };

    private static readonly RestParameter Keys = new("keys", "Keys of the aspects of interest, separated by commas.", _ => new() { ["type"] = "string" });

    public IEnumerable<RestEndpoint> Endpoints =>
    [
        Endpoint("/health", "The health of everything.", request => AnswerAsync(request, check.Keys), Statuses),
        Endpoint("/health/basic", "Whether requests are answered at all.", request => AnswerAsync(request, []), new() { [200] = "They are." }),
        Endpoint("/health/fast", "The health of what is quick to check.", request => AnswerAsync(request, check.FastKeys), Statuses),
        Endpoint("/health/cached", "The same, as it was within the last two minutes.", AnswerFromCacheAsync, new(Statuses)
        {
            [404] = "It was not checked yet, or is not for another catalog than the default one.",
            [500] = "The last check is too old.",
        }),
        Endpoint("/health/{keys}", "The health of some aspects.", AnswerSomeAsync, new(Statuses) { [400] = "A key is unknown." }, Keys),
    ];

    private static RestEndpoint Endpoint(string template, string summary, Func<RestRequest, Task> handler, Dictionary<int, string> statuses, params RestParameter[] path) =>
        new(template, Tag, path, new RestOperation(HttpMethods.Get, summary, handler) { Statuses = statuses });

    private async Task AnswerAsync(RestRequest request, IEnumerable<string> keys) =>
        await WriteAsync(request, await check.CheckAsync(keys, request.Cancellation));

    private async Task AnswerSomeAsync(RestRequest request)
    {
        var keys = request.PathParameters[0].Split(',');
        if (keys.All(check.Keys.Contains))
            await AnswerAsync(request, keys);
        else
            await WriteAsync(request, new Entity(("Message", "Invalid health keys")), StatusCodes.Status400BadRequest);
    }

    private async Task AnswerFromCacheAsync(RestRequest request)
    {
        if (request.Parameters.TryGet("catalog", out var catalog) && catalog != catalogs.Default.Name)
            throw RestErrors.NotFound(PythonText.Tuple("Health is only cached for default catalog", catalog.AsString, catalogs.Default.Name));
        if (cache.Health is not { } health)
            throw RestErrors.NotFound("Cached health object does not exist");
        if (cache.IsStale)
            throw RestErrors.StaleHealth();
        await WriteAsync(request, health);
    }

    private static Task WriteAsync(RestRequest request, Entity health) =>
        WriteAsync(request, health, HealthCheck.IsUp(health) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);

    private static async Task WriteAsync(RestRequest request, Entity answer, int status)
    {
        await using var body = RestBody.Start(request.Http, status);
        ValueJson.Write(body.Json, answer);
    }
}
