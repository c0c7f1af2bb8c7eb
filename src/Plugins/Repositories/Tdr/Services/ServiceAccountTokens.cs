using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>The tokens of a service account, each for an assertion signed with the account's key (RFC 7523 §2.1).</summary>
internal sealed class ServiceAccountTokens(ServiceAccountKey key, HttpClient http, TimeProvider time) : RenewedTokens(http, time)
{
    private const string Scopes =
        "openid email https://www.googleapis.com/auth/userinfo.profile https://www.googleapis.com/auth/devstorage.read_only https://www.googleapis.com/auth/bigquery";

    // The longest that Google allows.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    protected override HttpRequestMessage NewRequest() => new(HttpMethod.Post, key.TokenUri)
    {
        Content = new FormUrlEncodedContent([new("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), new("assertion", Assertion())]),
    };

    private string Assertion()
    {
        var now = Time.GetUtcNow();
        var header = Part(("alg", "RS256"), ("typ", "JWT"), ("kid", key.KeyId));
        var claims = Part(
            ("iss", key.Email),
            ("scope", Scopes),
            ("aud", key.TokenUri.ToString()),
            ("iat", now.ToUnixTimeSeconds()),
            ("exp", (now + Lifetime).ToUnixTimeSeconds()));
        using var rsa = key.Rsa();
        var signature = rsa.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(params (string Name, object Value)[] properties) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(properties.ToDictionary(p => p.Name, p => p.Value)));
}
