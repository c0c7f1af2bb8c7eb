using System.Net;
using System.Text.Json;
using Azul.Plugins.Access;
using Azul.Plugins.Repositories.Downloads;
using Azul.Plugins.Repositories.Tdr.Access;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Drs;

/// <summary>Downloads of files in TDR, which gives out signed URLs for their DRS URIs (<c>spec/service.md</c> §6.1).</summary>
/// <param name="drs">TDR's Data Repository Service.</param>
/// <param name="host">The host in the DRS URIs that it resolves.</param>
/// <param name="publicTokens">The account for anonymous callers; null where they have no access.</param>
internal sealed class DrsDownloads(ServiceClient drs, string host, IAccessTokens? publicTokens) : IFileDownloads
{
    private const string NotResolved = "DRS_NOT_RESOLVED";

    public string? DrsUri(DataFile file) => file.DrsUri;

    public async Task<DownloadLocation> LocateAsync(DataFile file, Credentials caller, CancellationToken cancellation)
    {
        if (file.Replica is not (null or "gcp"))
            throw new RepositoryException("REPLICA_UNKNOWN", $"There is no replica '{file.Replica}' of '{file.Uuid}': TDR has 'gcp' only");
        if (file.DrsUri is null)
            return new DownloadLocation.Nowhere();
        var service = drs.For(TokensOf(caller));
        var path = $"ga4gh/drs/v1/objects/{Uri.EscapeDataString(ObjectIdOf(file.DrsUri))}";
        var description = await AskAsync(service, path, cancellation);
        if (description.Status == HttpStatusCode.Accepted)
            return Later(file, description);
        var access = await AskAsync(service, $"{path}/access/{Uri.EscapeDataString(AccessIdOf(description))}", cancellation);
        return access.Status == HttpStatusCode.Accepted ? Later(file, access) : new DownloadLocation.Ready(SignedUrl(access));
    }

    private IAccessTokens TokensOf(Credentials caller) => caller.BearerToken is { } token
        ? new FixedToken(token)
        : publicTokens ?? throw new AccessRefusedException(AccessRefusal.InvalidCredentials, "Files can be downloaded with credentials only");

    private string ObjectIdOf(string uri)
    {
        try
        {
            var parsed = Drs.DrsUri.Parse(uri);
            return !parsed.IsCompact && string.Equals(parsed.Host, host, StringComparison.OrdinalIgnoreCase)
                ? parsed.ObjectId
                : throw new RepositoryException("DRS_HOST_UNKNOWN", $"'{uri}' is not a DRS URI of the host '{host}'");
        }
        catch (FormatException e)
        {
            throw new RepositoryException(NotResolved, e.Message, e);
        }
    }

    private static async Task<ServiceAnswer> AskAsync(ServiceClient service, string path, CancellationToken cancellation)
    {
        var answer = await AccessRefusals.AskAsync(service, path, cancellation);
        return answer.IsSuccess ? answer : throw answer.Failure();
    }

    private static DownloadLocation.Later Later(DataFile file, ServiceAnswer answer) => new(file, answer.RetryAfter ?? TimeSpan.FromSeconds(1));

    private static string AccessIdOf(ServiceAnswer answer)
    {
        var gs = answer.Json().ListOrNull("access_methods")?.FirstOrDefault(m => m.TextOrNull("type") == "gs" && m.TextOrNull("access_id") is not null);
        return gs?.TextOrNull("access_id") ?? throw answer.Malformed("it has no access method 'gs' with an access_id");
    }

    // Whoever is given the URL sends nothing but a plain request.
    private static Uri SignedUrl(ServiceAnswer answer)
    {
        var access = answer.Json();
        if (access.TryGetProperty("headers", out var headers) && headers.ValueKind is JsonValueKind.Array or JsonValueKind.Object && headers.ToString() is not ("[]" or "{}"))
            throw new RepositoryException(NotResolved, $"{answer.Url} asks for headers, which a redirect cannot send");
        return Uri.TryCreate(access.TextOrNull("url"), UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps && url.Query.Contains("X-Goog-Signature=", StringComparison.Ordinal)
            ? url
            : throw new RepositoryException(NotResolved, $"{answer.Url} does not lead to a signed https URL");
    }
}
