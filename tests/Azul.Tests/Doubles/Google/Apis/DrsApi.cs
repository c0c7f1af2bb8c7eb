using Azul.Tests.Doubles.Google.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Azul.Tests.Doubles.Google.Apis;

/// <summary>TDR's Data Repository Service. The id of an object is <c>v1_{snapshot}_{file}</c>, and every object of a snapshot is there.</summary>
internal static class DrsApi
{
    private const string Root = "/ga4gh/drs/v1/objects/{id}";

    public static void Map(WebApplication app, GoogleDouble google)
    {
        app.MapGet(Root, Reading(google, (http, id) => Json.WriteAsync(http, new
        {
            id,
            access_methods = (object[])
            [
                new { type = "https", access_url = new { url = $"{google.Address}/plain" } },
                new { type = "gs", access_url = new { url = $"gs://bucket/{id}" }, access_id = "gcp-us" },
            ],
        })));
        app.MapGet(Root + "/access/gcp-us", Reading(google, (http, id) => Json.WriteAsync(http, new { url = $"https://storage.example/bucket/{id}?X-Goog-Signature=f00" })));
    }

    private static RequestDelegate Reading(GoogleDouble google, Func<HttpContext, string, Task> answer) => google.Authenticated((http, account) =>
    {
        var id = (string)http.Request.RouteValues["id"]!;
        return IsReadable(id, account, google) ? answer(http, id) : Json.WriteAsync(http, new { msg = "No such object", status_code = 404 }, 404);
    });

    private static bool IsReadable(string id, Account account, GoogleDouble google) =>
        id.Split('_') is ["v1", var snapshot, _] && google.Snapshots.Exists(s => s.Id == snapshot) && account.MayRead(snapshot);
}
