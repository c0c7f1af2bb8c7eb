using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Azul.Tests.Doubles.Faults;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Doubles;

/// <summary>
/// Stands between a client and a server: hands requests on and answers back, unless something is to go wrong (<see cref="Faults"/>). It can demand credentials and show a certificate, which the servers
/// of the tests cannot.
/// </summary>
internal sealed class ElasticsearchProxy : IAsyncDisposable
{
    private static readonly HashSet<string> OfTheConnection = new(["Transfer-Encoding", "Connection", "Keep-Alive", "Host"], StringComparer.OrdinalIgnoreCase);

    private readonly WebApplication app;
    private readonly HttpClient server;
    private readonly ConcurrentQueue<string> requests = new();

    private ElasticsearchProxy(Uri behind, X509Certificate2? certificate)
    {
        server = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = behind, Timeout = Timeout.InfiniteTimeSpan };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                    listen.UseHttps(certificate);
            });
        });
        app = builder.Build();
        app.Use((http, next) =>
        {
            requests.Enqueue($"{http.Request.Method} {http.Request.Path}");
            return Faults.ApplyAsync(http, next.Invoke);
        });
        app.Run(HandOnAsync);
    }

    public Uri Address => new(app.Urls.First().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    /// <summary>What goes wrong. Requests are told by their paths.</summary>
    public FaultPlan Faults { get; } = new();

    /// <summary>What every request must have as its <c>Authorization</c>; anything unless set.</summary>
    public string? Authorization { get; init; }

    /// <summary>Every request so far: method and path.</summary>
    public IReadOnlyCollection<string> Requests => requests;

    /// <summary>Starts one.</summary>
    /// <param name="behind">The server behind it.</param>
    /// <param name="authorization">What every request must have as its <c>Authorization</c>; anything unless given.</param>
    /// <param name="certificate">What it shows to those who connect; it speaks without TLS unless given.</param>
    public static async Task<ElasticsearchProxy> StartAsync(Uri behind, string? authorization = null, X509Certificate2? certificate = null)
    {
        var proxy = new ElasticsearchProxy(behind, certificate) { Authorization = authorization };
        await proxy.app.StartAsync();
        return proxy;
    }

    /// <summary>A fault after which the server has done what it was asked, but nobody is told.</summary>
    public Fault AnswerLost => new(async http =>
    {
        using var answer = await server.SendAsync(RequestOf(http), http.RequestAborted);
        await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
        http.Abort();
        return false;
    });

    /// <summary>A fault after which the server has done what it was asked, and half of the answer arrives.</summary>
    public Fault AnswerHalved => new(async http =>
    {
        using var answer = await server.SendAsync(RequestOf(http), http.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(http.RequestAborted);
        CopyHeaders(answer, http.Response);
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
        http.Abort();
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
        server.Dispose();
    }

    private async Task HandOnAsync(HttpContext http)
    {
        if (Authorization is { } wanted && http.Request.Headers.Authorization != wanted)
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            await http.Response.WriteAsync("""{"error":{"type":"security_exception","reason":"missing authentication credentials"},"status":401}""");
            return;
        }
        try
        {
            using var answer = await server.SendAsync(RequestOf(http), HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            CopyHeaders(answer, http.Response);
            await answer.Content.CopyToAsync(http.Response.Body, http.RequestAborted);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            http.Abort();
        }
    }

    private static HttpRequestMessage RequestOf(HttpContext http)
    {
        var request = new HttpRequestMessage(new(http.Request.Method), http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent());
        if (http.Request.ContentLength is > 0 || http.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(http.Request.Body);
        foreach (var (name, values) in http.Request.Headers.Where(h => !OfTheConnection.Contains(h.Key)))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                request.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }
        return request;
    }

    private static void CopyHeaders(HttpResponseMessage answer, HttpResponse response)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !OfTheConnection.Contains(h.Key)))
            response.Headers[name] = values.ToArray();
    }
}
