using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>A service with an HTTP API of JSON, asked in the name of one account or of nobody. Safe for concurrent use.</summary>
/// <param name="name">The service's name, for messages.</param>
/// <param name="address">Its base address, with a slash at its end.</param>
/// <param name="http">Sends the requests, and repeats them if need be.</param>
/// <param name="tokens">The account; null to say nothing of who asks.</param>
internal sealed class ServiceClient(string name, Uri address, HttpClient http, IAccessTokens? tokens)
{
    /// <summary>The same service in another account's name.</summary>
    public ServiceClient For(IAccessTokens other) => new(name, address, http, other);

    /// <summary>The URL of a path, without its query, for messages.</summary>
    public string UrlOf(string path) => new Uri(address, path).GetLeftPart(UriPartial.Path);

    /// <exception cref="RepositoryException">The service does not answer or refuses.</exception>
    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellation) => (await AskAsync(HttpMethod.Get, path, null, cancellation)).Json();

    /// <summary>Sends a request as it is, whatever the answer.</summary>
    /// <exception cref="RepositoryException">There is no answer.</exception>
    public async Task<ServiceAnswer> AskAsync(HttpMethod method, string path, byte[]? json, CancellationToken cancellation)
    {
        if (tokens is null)
            return await SendAsync(method, path, json, null, cancellation);
        var token = await tokens.TokenAsync(cancellation);
        var answer = await SendAsync(method, path, json, token, cancellation);
        if (answer.Status != HttpStatusCode.Unauthorized)
            return answer;
        // The token may have expired or been revoked before its time: a fresh one gets one chance.
        tokens.Forget(token);
        var fresh = await tokens.TokenAsync(cancellation);
        return fresh == token ? answer : await SendAsync(method, path, json, fresh, cancellation);
    }

    private async Task<ServiceAnswer> SendAsync(HttpMethod method, string path, byte[]? json, string? token, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, path));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        request.Headers.Accept.Add(new("application/json"));
        if (json is not null)
            request.Content = new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return await ServiceAnswer.OfAsync(name, http, request, cancellation);
    }
}
