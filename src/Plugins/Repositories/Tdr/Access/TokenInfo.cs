using System.Net;
using System.Text.Json;
using Azul.Plugins.Access;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Access;

/// <summary>Whether a token is one that this deployment accepts, which Google tells (<c>spec/service.md</c> §7.2).</summary>
/// <param name="address">Google's token-info service.</param>
/// <param name="http">Sends the requests.</param>
/// <param name="project">The Google project whose service accounts are accepted.</param>
/// <param name="oauthClientId">The OAuth client of which the users' tokens are accepted, as are those of other clients of the same project; null to accept no user.</param>
internal sealed class TokenInfo(Uri address, HttpClient http, string project, string? oauthClientId)
{
    /// <exception cref="AccessRefusedException">It is not, or Google does not answer.</exception>
    public async Task RequireAcceptableAsync(string token, CancellationToken cancellation)
    {
        // The address of the request holds the token; nothing that is logged or thrown holds that address.
        using var request = new HttpRequestMessage(HttpMethod.Get, new UriBuilder(address) { Query = $"access_token={Uri.EscapeDataString(token)}" }.Uri);
        var answer = await AccessRefusals.GuardAsync(ServiceAnswer.OfAsync("Google's token-info service", http, request, cancellation), address.ToString());
        if (answer.Status != HttpStatusCode.OK || answer.TryJson() is not { } info || !(IsOfClient(info) || IsOfServiceAccount(info)))
            throw new AccessRefusedException(AccessRefusal.InvalidCredentials, "Invalid credentials");
    }

    private bool IsOfClient(JsonElement info) =>
        oauthClientId is not null && ProjectNumber(oauthClientId) is { Length: > 0 } own && Text(info, "azp") is { } client && ProjectNumber(client) == own;

    private bool IsOfServiceAccount(JsonElement info) =>
        Text(info, "email_verified") == "true" && Text(info, "email") is { } email && email.EndsWith($"@{project}.iam.gserviceaccount.com", StringComparison.Ordinal);

    // The id of a client starts with the number of its project.
    private static string ProjectNumber(string client) => new([.. client.TakeWhile(char.IsAsciiDigit)]);

    private static string? Text(JsonElement info, string name) =>
        info.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String or JsonValueKind.True or JsonValueKind.False ? text.ToString().ToLowerInvariant() : null;
}
