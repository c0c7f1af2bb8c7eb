using System.Net;
using System.Text;
using System.Text.Json;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Access;

/// <summary>Access as TDR grants it (<c>spec/service.md</c> §7.2–7.5): callers may access the snapshots that their role map lists, anonymous ones those of the public account.</summary>
/// <param name="tdr">The data repository.</param>
/// <param name="sam">Terra's identity service, which knows who is registered.</param>
/// <param name="tokenInfo">Tells whose tokens are accepted.</param>
/// <param name="publicTokens">The account for anonymous callers; null where they may access nothing.</param>
/// <param name="time">What tells the time.</param>
internal sealed class TdrAccessPolicy(ServiceClient tdr, ServiceClient sam, TokenInfo tokenInfo, IAccessTokens? publicTokens, TimeProvider time) : ISourceAccessPolicy
{
    private const string RoleMap = "api/repository/v1/snapshots/roleMap";

    private readonly AccessCache cache = new(time);

    public async ValueTask<AccessibleSources> DecideAsync(Catalog catalog, Credentials credentials, CancellationToken cancellation)
    {
        if (cache.Find(catalog.Name, credentials) is { } known)
            return known;
        var sources = credentials.BearerToken is { } token ? await OfCallerAsync(token, cancellation) : await OfPublicAsync(cancellation);
        cache.Add(catalog.Name, credentials, sources);
        return sources;
    }

    private async Task<AccessibleSources> OfCallerAsync(string token, CancellationToken cancellation)
    {
        await tokenInfo.RequireAcceptableAsync(token, cancellation);
        var own = new FixedToken(token);
        var answer = await AccessRefusals.AskAsync(tdr.For(own), RoleMap, cancellation);
        if (answer.Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden))
            return SourcesIn(answer);
        await RequireUnregisteredAsync(own, answer, cancellation);
        return await OfPublicAsync(cancellation);
    }

    private async Task<AccessibleSources> OfPublicAsync(CancellationToken cancellation) =>
        publicTokens is null ? AccessibleSources.None : SourcesIn(await AccessRefusals.AskAsync(tdr.For(publicTokens), RoleMap, cancellation));

    // Whoever never registered with Terra sees what everybody sees. Whoever did, and is refused still, has a problem of which they must be told.
    private async Task RequireUnregisteredAsync(FixedToken token, ServiceAnswer refusal, CancellationToken cancellation)
    {
        var answer = await AccessRefusals.AskAsync(sam.For(token), "register/user/v1", cancellation);
        if (answer.Status == HttpStatusCode.NotFound)
            return;
        if (answer.Status == HttpStatusCode.Unauthorized && Encoding.UTF8.GetString(answer.Body).Contains("invalid_token", StringComparison.Ordinal))
            throw new AccessRefusedException(AccessRefusal.InvalidCredentials, "");
        throw answer.IsSuccess
            ? new AccessRefusedException(
                AccessRefusal.InvalidCredentials,
                $"The account is registered but not authorized to access {refusal.Url}, or the token lacks the scopes 'email' and 'profile'")
            : answer.Failure();
    }

    private static AccessibleSources SourcesIn(ServiceAnswer answer) =>
        answer.Json().TryGetProperty("roleMap", out var map) && map.ValueKind == JsonValueKind.Object
            ? new(map.EnumerateObject().Select(p => p.Name).ToHashSet())
            : throw answer.Malformed("it has no roleMap");
}
