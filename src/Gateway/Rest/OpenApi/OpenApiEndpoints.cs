using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.OpenApi;

/// <summary><c>/openapi</c> (<c>spec/service.md</c> §1.8).</summary>
internal sealed class OpenApiEndpoints(CatalogList catalogs, IServiceProvider services) : IRestEndpoints
{
    public IEnumerable<RestEndpoint> Endpoints =>
    [
        new("/openapi", "Auxiliary", [], new RestOperation(HttpMethods.Get, "This document.", GetAsync)) { CacheControl = "public, max-age=500" },
    ];

    private async Task GetAsync(RestRequest request)
    {
        // Not injected, since these endpoints are among them.
        var endpoints = services.GetServices<IRestEndpoints>().SelectMany(e => e.Endpoints);
        await using var body = RestBody.Start(request.Http);
        OpenApiDocument.Of(endpoints, catalogs.Default, request.BaseUrl).WriteTo(body.Json);
    }
}
