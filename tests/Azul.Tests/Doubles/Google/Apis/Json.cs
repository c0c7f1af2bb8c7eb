using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>Answers of JSON.</summary>
internal static class Json
{
    public static Task WriteAsync(HttpContext http, object body, int status = 200)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body);
    }

    /// <summary>An error as Google's services put it.</summary>
    public static Task ErrorAsync(HttpContext http, int code, string reason, string message) =>
        WriteAsync(http, new { error = new { code, message, errors = (object[])[new { reason, message }] } }, code);
}
