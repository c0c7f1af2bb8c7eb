using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>The registry of identifiers.org: which prefixes there are, and where their objects are. Whoever tells it a secret has made a mistake.</summary>
internal static class IdentifiersApi
{
    private const int FirstNamespace = 3000;

    public static void Map(WebApplication app, GoogleDouble google)
    {
        app.MapGet("/restApi/namespaces/search/findByPrefix", Anonymous(http =>
        {
            var index = google.Prefixes.FindIndex(p => p.Prefix == http.Request.Query["prefix"]);
            return index < 0
                ? NotFoundAsync(http)
                : Json.WriteAsync(http, new { prefix = google.Prefixes[index].Prefix, deprecated = false, _links = new { self = new { href = $"{google.Address}/restApi/namespaces/{FirstNamespace + index}" } } });
        }));
        app.MapGet("/restApi/resources/search/findAllByNamespaceId", Anonymous(http =>
        {
            var index = int.Parse(http.Request.Query["id"].ToString(), CultureInfo.InvariantCulture) - FirstNamespace;
            var resources = index >= 0 && index < google.Prefixes.Count ? google.Prefixes[index].Resources : [];
            return Json.WriteAsync(http, new
            {
                _embedded = new { resources = resources.Select(r => new { urlPattern = r.Pattern, official = r.IsOfficial, deprecated = r.IsDeprecated }) },
            });
        }));
    }

    private static RequestDelegate Anonymous(Func<HttpContext, Task> answer) => http =>
        http.Request.Headers.Authorization.Count == 0 ? answer(http) : Json.WriteAsync(http, new { message = "Nobody asked for credentials" }, 400);

    private static Task NotFoundAsync(HttpContext http)
    {
        http.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
