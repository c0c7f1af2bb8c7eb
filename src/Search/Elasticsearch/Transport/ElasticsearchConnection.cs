using System.Text;
using Elastic.Clients.Elasticsearch;
using Elastic.Transport;
using Polly;
using Polly.CircuitBreaker;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>
/// The way to Elasticsearch: the official client with its typed API for what runs now and then, and its transport for what runs all the time, both with the attempts that <see cref="Attempts"/>
/// describes. Safe for concurrent use.
/// </summary>
/// <remarks>Whatever goes wrong is a <see cref="StoreException"/>; see <see cref="ElasticsearchFault.ToStoreException"/> for its codes.</remarks>
internal sealed class ElasticsearchConnection : IDisposable
{
    private const string ProductHeader = "x-elastic-product";

    private readonly ElasticsearchOptions options;
    private readonly ElasticsearchClientSettings settings;
    private readonly ElasticsearchClient client;
    private readonly ResiliencePipeline attempts;
    private readonly RequestConfiguration json;
    private readonly RequestConfiguration lines;
    private readonly RequestConfiguration typed;

    public ElasticsearchConnection(ElasticsearchOptions options)
    {
        this.options = options;
        attempts = Attempts.Of(options);
        json = Configuration("json");
        lines = Configuration("x-ndjson") with { Accept = json.Accept };
        // The typed API looks for headers of its own.
        typed = json with { ResponseHeadersToParse = null };
        settings = Settings(options);
        client = new(settings);
    }

    /// <summary>The addresses that are spoken to, for messages.</summary>
    public string Server => string.Join(", ", options.Nodes.Select(n => n.GetLeftPart(UriPartial.Authority)));

    /// <summary>Sends a request and reads the answer to its end.</summary>
    /// <exception cref="StoreException">It failed, for good or after all attempts.</exception>
    public Task<ElasticsearchAnswer> SendAsync(ElasticsearchRequest request, CancellationToken cancellation) =>
        WithinAsync(request.Within, token => SendOnceAsync(request, token), cancellation);

    /// <summary>Calls the typed API.</summary>
    /// <param name="call">The call. It must hand the configuration that it gets to its request, which says what form is spoken.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="expected">The statuses beside success that the caller deals with itself.</param>
    /// <exception cref="StoreException">It failed, for good or after all attempts.</exception>
    public Task<T> CallAsync<T>(Func<ElasticsearchClient, IRequestConfiguration, CancellationToken, Task<T>> call, CancellationToken cancellation, params int[] expected)
        where T : TransportResponse => WithinAsync(null, token => CallOnceAsync(call, expected, token), cancellation);

    public void Dispose() => ((IDisposable)settings).Dispose();

    private async Task<T> WithinAsync<T>(TimeSpan? within, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (within is { } time)
            limit.CancelAfter(time);
        try
        {
            return await attempts.ExecuteAsync(static async (one, token) => await one(token), attempt, limit.Token);
        }
        catch (ElasticsearchFault fault)
        {
            throw fault.ToStoreException(Server);
        }
        catch (BrokenCircuitException broken)
        {
            throw (broken.InnerException as ElasticsearchFault ?? new(null, "it was not there a moment ago", null, broken)).ToStoreException(Server);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ElasticsearchFault(null, $"no answer within {within}", null, e).ToStoreException(Server);
        }
    }

    private async Task<ElasticsearchAnswer> SendOnceAsync(ElasticsearchRequest request, CancellationToken cancellation)
    {
        var body = request.Body.IsEmpty ? null : PostData.ReadOnlyMemory(request.Body);
        using var response = await TryAsync(
            () => client.Transport.RequestAsync<StreamResponse>(request.Method, "/" + request.Path, body, request.IsLines ? lines : json, cancellation), cancellation);
        var details = response.ApiCallDetails;
        var status = StatusOf(details, cancellation);
        var answer = await TryAsync(() => ElasticsearchAnswer.ReadAsync(status, Product(details), response.Body, cancellation), cancellation);
        if (status is >= 200 and < 300 || request.Expected.Contains(status))
            return answer;
        using (answer)
            throw ElasticsearchFault.Of(status, Encoding.UTF8.GetString(answer.Body.Span), details);
    }

    private async Task<T> CallOnceAsync<T>(Func<ElasticsearchClient, IRequestConfiguration, CancellationToken, Task<T>> call, int[] expected, CancellationToken cancellation)
        where T : TransportResponse
    {
        var response = await TryAsync(() => call(client, typed, cancellation), cancellation);
        var details = response.ApiCallDetails;
        var status = StatusOf(details, cancellation);
        if (status is >= 200 and < 300 || expected.Contains(status))
            return response;
        throw new ElasticsearchFault(status, details.ProductError?.ToString() ?? $"it answers {status}");
    }

    // The transport reports what went wrong instead of throwing it, but not everything.
    private static async Task<T> TryAsync<T>(Func<Task<T>> send, CancellationToken cancellation)
    {
        try
        {
            return await send();
        }
        catch (Exception e) when (e is TransportException or IOException or HttpRequestException or TaskCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new ElasticsearchFault(null, e.GetBaseException().Message, null, e);
        }
    }

    private static int StatusOf(ApiCallDetails details, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return details.HttpStatusCode is { } status and > 0
            ? status
            : throw new ElasticsearchFault(null, details.OriginalException?.GetBaseException().Message ?? "there was no answer", null, details.OriginalException);
    }

    private static string? Product(ApiCallDetails details) => details.TryGetHeader(ProductHeader, out var values) ? values.FirstOrDefault() : null;

    private RequestConfiguration Configuration(string form)
    {
        var type = $"application/vnd.elasticsearch+{form};compatible-with={options.CompatibleWith}";
        return new() { Accept = type, ContentType = type, ResponseHeadersToParse = new HeadersList(["Retry-After", ProductHeader]), RequestTimeout = options.RequestTimeout };
    }

    private static ElasticsearchClientSettings Settings(ElasticsearchOptions options)
    {
        NodePool pool = options.Nodes is [var only] ? new SingleNodePool(only) : new StaticNodePool(options.Nodes);
        var handler = NodeHandler.Create(options);
        var settings = new ElasticsearchClientSettings(pool, new HttpRequestInvoker((_, _) => handler))
            .RequestTimeout(options.RequestTimeout)
            .EnableHttpCompression(options.Compression)
            .DisablePing()
            .DisableAuditTrail()
            .DisableMetaHeader()
            // A node that was lost is tried again soon.
            .DeadTimeout(TimeSpan.FromSeconds(1))
            .MaxDeadTimeout(TimeSpan.FromSeconds(5));
        if (options.ApiKey is { } key)
            settings.Authentication(new ApiKey(key));
        else if (options.Username is { } user)
            settings.Authentication(new BasicAuthentication(user, options.Password!));
        return settings;
    }
}
