using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>Tokens that are obtained from a server when they are needed, and kept until shortly before they expire.</summary>
[SuppressMessage("Design", "CA1001", Justification = "They live as long as the process, and a semaphore whose wait handle nobody asks for holds nothing.")]
internal abstract class RenewedTokens(HttpClient http, TimeProvider time) : IAccessTokens
{
    // A token must outlive the request that it is sent with.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim renewing = new(1);
    private Renewed? latest;

    protected TimeProvider Time => time;

    public async ValueTask<string> TokenAsync(CancellationToken cancellation)
    {
        await renewing.WaitAsync(cancellation);
        try
        {
            if (latest is { } known && time.GetUtcNow() < known.Expiry)
                return known.Token;
            var (token, lifetime) = await RequestAsync(cancellation);
            latest = new(token, time.GetUtcNow() + lifetime - Margin);
            return token;
        }
        finally
        {
            renewing.Release();
        }
    }

    public void Forget(string token)
    {
        if (latest is { } known && known.Token == token)
            Interlocked.CompareExchange(ref latest, null, known);
    }

    protected abstract HttpRequestMessage NewRequest();

    private async Task<(string Token, TimeSpan Lifetime)> RequestAsync(CancellationToken cancellation)
    {
        using var request = NewRequest();
        var answer = await ServiceAnswer.OfAsync("the server of access tokens", http, request, cancellation);
        var body = answer.Json();
        return body.TextOrNull("access_token") is { } token && body.TryGetProperty("expires_in", out var seconds)
            && seconds.ValueKind == JsonValueKind.Number && seconds.TryGetInt32(out var lifetime)
            ? (token, TimeSpan.FromSeconds(lifetime))
            : throw answer.Malformed("it has no access_token with expires_in");
    }

    private sealed record Renewed(string Token, DateTimeOffset Expiry);
}
