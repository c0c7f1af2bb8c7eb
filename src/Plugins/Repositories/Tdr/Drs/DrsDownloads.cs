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
/// <param name="registry">Tells where the objects of compact DRS URIs are.</param>
/// <param name="publicTokens">The account for anonymous callers; null where they have no access.</param>
internal sealed class DrsDownloads(ServiceClient drs, string host, IdentifierRegistry registry, IAccessTokens? publicTokens) : IFileDownloads
{
    private const string NotResolved = "DRS_NOT_RESOLVED";
    private const string HostUnknown = "DRS_HOST_UNKNOWN";
    private const string Objects = "ga4gh/drs/v1/objects/";

    public string? DrsUri(DataFile file) => file.DrsUri;

    public async Task<DownloadLocation> LocateAsync(DataFile file, Credentials caller, CancellationToken cancellation)
    {
        if (file.Replica is not (null or "gcp"))
            throw new RepositoryException("REPLICA_UNKNOWN", $"There is no replica '{file.Replica}' of '{file.Uuid}': TDR has 'gcp' only");
        if (file.DrsUri is null)
            return new DownloadLocation.Nowhere();
        var service = drs.For(TokensOf(caller));
        var path = Objects + Uri.EscapeDataString(await ObjectIdAsync(file.DrsUri, cancellation));
        var description = await AskAsync(service, path, cancellation);
        if (description.Status == HttpStatusCode.Accepted)
            return Later(file, description);
        var access = await AskAsync(service, $"{path}/access/{Uri.EscapeDataString(AccessIdOf(description))}", cancellation);
        return access.Status == HttpStatusCode.Accepted ? Later(file, access) : new DownloadLocation.Ready(SignedUrl(access));
    }

    private IAccessTokens TokensOf(Credentials caller) => caller.BearerToken is { } token
        ? new FixedToken(token)
        : publicTokens ?? throw new AccessRefusedException(AccessRefusal.InvalidCredentials, "Files can be downloaded with credentials only");

    private async Task<string> ObjectIdAsync(string uri, CancellationToken cancellation)
    {
        DrsUri parsed;
        try
        {
            parsed = Drs.DrsUri.Parse(uri);
        }
        catch (FormatException e)
        {
            throw new RepositoryException(NotResolved, e.Message, e);
        }
        if (parsed.IsCompact)
            return await ResolveAsync(uri, parsed, cancellation);
        return IsOwn(parsed.Host) ? parsed.ObjectId : throw new RepositoryException(HostUnknown, $"'{uri}' is not a DRS URI of the host '{host}'");
    }

    // Objects elsewhere are none of TDR's, and callers' tokens are none of the business of who has them.
    private async Task<string> ResolveAsync(string uri, DrsUri compact, CancellationToken cancellation)
    {
        var patterns = await registry.PatternsAsync(compact.Host, cancellation);
        if (patterns.Count == 0)
            throw new RepositoryException("DRS_PREFIX_UNKNOWN", $"'{uri}': identifiers.org does not know where objects with the prefix '{compact.Host}' are");
        foreach (var pattern in patterns)
        {
            if (Uri.TryCreate(pattern.Replace(IdentifierRegistry.Accession, "", StringComparison.Ordinal), UriKind.Absolute, out var url)
                && IsOwn(url.Authority) && pattern.Split($"/{Objects}", 2) is [_, var id])
                return id.Replace(IdentifierRegistry.Accession, compact.ObjectId, StringComparison.Ordinal);
        }
        throw new RepositoryException(HostUnknown, $"'{uri}' is at '{patterns[0]}' by identifiers.org, which is not the DRS host '{host}'");
    }

    private bool IsOwn(string other) => string.Equals(other, host, StringComparison.OrdinalIgnoreCase);

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
