using Microsoft.AspNetCore.Builder;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>The Data Use Oversight System: what is registered about data sets.</summary>
internal static class DuosApi
{
    public static void Map(WebApplication app, GoogleDouble google) => app.MapGet("/api/dataset/registration/{id}", google.Authenticated((http, _) =>
        google.Studies.TryGetValue((string)http.Request.RouteValues["id"]!, out var description)
            ? Json.WriteAsync(http, new { studyDescription = description })
            : Json.WriteAsync(http, new { message = "Not found", code = 404 }, 404)));
}
