using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>Google's services for tokens: those that give them out, and the one that tells about them.</summary>
internal static class TokenApi
{
    private const int Lifetime = 3600;

    public static void Map(WebApplication app, GoogleDouble google)
    {
        app.MapPost("/token", http => GrantAsync(http, google));
        app.MapGet("/computeMetadata/v1/instance/service-accounts/default/token", http => http.Request.Headers["Metadata-Flavor"] == "Google"
            ? GiveAsync(http, google.Accounts.Issue(new("machine@azul-test.iam.gserviceaccount.com")))
            : Json.ErrorAsync(http, 403, "forbidden", "Missing Metadata-Flavor:Google header."));
        app.MapGet("/tokeninfo", http => google.Accounts.Find(http.Request.Query["access_token"].ToString()) is { } account
            ? Json.WriteAsync(http, new { azp = account.Client, aud = account.Client, email = account.Email, email_verified = account.IsEmailVerified ? "true" : "false", expires_in = "3000" })
            : Json.WriteAsync(http, new { error = "invalid_token", error_description = "Invalid Value" }, 400));
    }

    private static async Task GrantAsync(HttpContext http, GoogleDouble google)
    {
        var form = await http.Request.ReadFormAsync();
        if (form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer" && form["assertion"].ToString().Split('.') is [var header, var claims, var signature])
        {
            var claimed = JsonElement.Parse(Base64Url.DecodeFromChars(claims));
            if (google.Accounts.KeyOf(claimed.GetProperty("iss").GetString()!) is { } key
                && claimed.GetProperty("aud").GetString()!.EndsWith("/token", StringComparison.Ordinal)
                && key.Key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{claims}"), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            {
                await GiveAsync(http, google.Accounts.Issue(key.Account));
                return;
            }
        }
        await Json.WriteAsync(http, new { error = "invalid_grant", error_description = "Invalid JWT Signature." }, 400);
    }

    private static Task GiveAsync(HttpContext http, string token) =>
        Json.WriteAsync(http, new { access_token = token, expires_in = Lifetime, token_type = "Bearer" });
}
