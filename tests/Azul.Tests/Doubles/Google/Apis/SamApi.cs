using Azul.Tests.Doubles.Google.Accounts;
using Microsoft.AspNetCore.Builder;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>Terra's identity service: who is registered.</summary>
internal static class SamApi
{
    public static void Map(WebApplication app, GoogleDouble google) => app.MapGet("/register/user/v1", http => google.Accounts.Of(http.Request) switch
    {
        null => Json.WriteAsync(http, new { message = "invalid_token" }, 401),
        { IsRegistered: false } => Json.WriteAsync(http, new { message = "Google Id not found in sam" }, 404),
        Account account => Json.WriteAsync(http, new { userInfo = new { userEmail = account.Email } }),
    });
}
