using System.Net;
using Azul.Plugins.Access;
using Azul.Plugins.Repositories.Downloads;

namespace Azul.Plugins.Repositories.Dss;

/// <summary>Downloads of files of the DSS, which copies a file before it gives out a URL (<c>spec/indexer.md</c> §6.4).</summary>
/// <param name="service">The base URL of the DSS, with a slash at its end.</param>
/// <param name="drsHost">The host of DRS URIs.</param>
/// <param name="http">Sends the requests, without following redirects.</param>
internal sealed class DssDownloads(Uri service, string drsHost, HttpClient http) : IFileDownloads
{
    private const string Unavailable = "DSS_UNAVAILABLE";

    public string? DrsUri(DataFile file) => file.Version is { } version ? DssDrsUri.Of(drsHost, file.Uuid, version) : null;

    /// <summary>The URL is as the DSS signed it: only the owner of the bucket could sign one with the file's name in it.</summary>
    public async Task<DownloadLocation> LocateAsync(DataFile file, Credentials caller, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(service, $"files/{Uri.EscapeDataString(file.Uuid)}?{Query(file)}"));
        using var response = await SendAsync(request, cancellation);
        var target = response.Headers.Location is { } location ? new Uri(service, location) : null;
        return (response.StatusCode, target) switch
        {
            (HttpStatusCode.Found, { } url) => new DownloadLocation.Ready(url),
            (HttpStatusCode.MovedPermanently, { } url) => new DownloadLocation.Later(After(file, url), response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1)),
            (HttpStatusCode.NotFound, _) => new DownloadLocation.Nowhere(),
            _ => throw new RepositoryException(Unavailable, $"The DSS answered {(int)response.StatusCode} for the file '{file.Uuid}'"),
        };
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new AccessRefusedException(AccessRefusal.Unavailable, $"No response from {service} within {http.Timeout.TotalSeconds:0} seconds");
        }
        catch (HttpRequestException e)
        {
            throw new RepositoryException(Unavailable, $"The DSS cannot be reached: {e.Message}", e);
        }
    }

    private static string Query(DataFile file)
    {
        var query = $"replica={Uri.EscapeDataString(file.Replica ?? "aws")}";
        if (file.Version is { } version)
            query += $"&version={Uri.EscapeDataString(version)}";
        return file.Token is { } token ? $"{query}&token={Uri.EscapeDataString(token)}" : query;
    }

    // The redirect has what the next attempt must be sent with.
    private static DataFile After(DataFile file, Uri redirect)
    {
        var query = redirect.Query.TrimStart('?').Split('&').Select(p => p.Split('=', 2)).Where(p => p.Length == 2).ToLookup(p => p[0], p => Uri.UnescapeDataString(p[1]));
        return file with
        {
            Version = query["version"].FirstOrDefault() ?? file.Version,
            Replica = query["replica"].FirstOrDefault() ?? file.Replica,
            Token = query["token"].FirstOrDefault() ?? file.Token,
        };
    }
}
