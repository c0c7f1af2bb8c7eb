using System.Globalization;
using Azul.Tests.Doubles.Google.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>The Terra Data Repository: which snapshots there are, and who may read them.</summary>
internal static class TdrApi
{
    private const string Root = "/api/repository/v1/snapshots";

    public static void Map(WebApplication app, GoogleDouble google)
    {
        app.MapGet(Root, Welcoming(google, (http, account) => ListAsync(http, account, google)));
        app.MapGet($"{Root}/roleMap", Welcoming(google, (http, account) => Json.WriteAsync(
            http,
            new { roleMap = google.Snapshots.Where(s => account.MayRead(s.Id)).ToDictionary(s => s.Id, _ => (string[])["reader"]) })));
        app.MapGet($"{Root}/{{id}}", Welcoming(google, (http, account) =>
            google.Snapshots.Find(s => s.Id == (string)http.Request.RouteValues["id"]! && account.MayRead(s.Id)) is { } snapshot
                ? Json.WriteAsync(http, Details(snapshot, http.Request.Query["include"].Contains("DUOS")))
                : Json.WriteAsync(http, new { message = "Snapshot not found" }, 404)));
    }

    // TDR knows nobody who is not registered, and answers them like those without a token.
    private static RequestDelegate Welcoming(GoogleDouble google, Func<HttpContext, Account, Task> answer) => http => google.Accounts.Of(http.Request) switch
    {
        null or { IsRegistered: false } => Json.WriteAsync(http, new { message = "User is not authenticated", errorDetail = Array.Empty<string>() }, 401),
        { IsWelcome: false } => Json.WriteAsync(http, new { message = "User is not authorized", errorDetail = Array.Empty<string>() }, 403),
        var account => answer(http, account),
    };

    private static Task ListAsync(HttpContext http, Account account, GoogleDouble google)
    {
        var query = http.Request.Query;
        var visible = google.Snapshots.Where(s => account.MayRead(s.Id)).ToArray();
        var filtered = visible.Where(s => s.Name.Contains(query["filter"].ToString(), StringComparison.Ordinal)).ToArray();
        var page = filtered
            .Skip(int.Parse(query["offset"].ToString(), CultureInfo.InvariantCulture))
            .Take(Math.Min(google.SnapshotsPerPage, int.Parse(query["limit"].ToString(), CultureInfo.InvariantCulture)));
        return Json.WriteAsync(http, new
        {
            total = visible.Length,
            filteredTotal = filtered.Length,
            items = page.Select(s => new
            {
                id = s.Id,
                name = s.Name,
                dataProject = s.Project,
                storage = (object[])[new { region = "us", cloudResource = "firestore", cloudPlatform = "gcp" }, new { region = s.Region, cloudResource = "bigquery", cloudPlatform = "gcp" }],
            }),
        });
    }

    private static object Details(SnapshotDouble snapshot, bool withDuos) => withDuos && snapshot.DuosId is { } duosId
        ? new { id = snapshot.Id, name = snapshot.Name, duosFirecloudGroup = new { duosId } }
        : new { id = snapshot.Id, name = snapshot.Name };
}
