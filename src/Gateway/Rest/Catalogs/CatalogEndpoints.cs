using System.Text.Json;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.Catalogs;

/// <summary><c>/index/catalogs</c> (<c>spec/service.md</c> §4.8).</summary>
internal sealed class CatalogEndpoints(CatalogList catalogs) : IRestEndpoints
{
    public IEnumerable<RestEndpoint> Endpoints =>
    [
        new("/index/catalogs", "Index", [], new RestOperation(HttpMethods.Get, "Lists the catalogs, internal ones included.", ListAsync)),
    ];

    private async Task ListAsync(RestRequest request)
    {
        await using var body = RestBody.Start(request.Http);
        var json = body.Json;
        json.WriteStartObject();
        json.WriteString("default_catalog"u8, catalogs.Default.Name);
        json.WriteStartObject("catalogs"u8);
        foreach (var catalog in catalogs)
            Write(json, catalog);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Catalog catalog)
    {
        json.WriteStartObject(catalog.Name);
        json.WriteBoolean("internal"u8, catalog.IsInternal);
        json.WriteString("atlas"u8, catalog.Atlas);
        json.WriteStartObject("plugins"u8);
        json.WriteStartObject("metadata"u8);
        json.WriteString("name"u8, catalog.Metadata.Name);
        json.WriteStartObject("indices"u8);
        foreach (var type in catalog.Metadata.Model.ExposedTypes)
        {
            json.WriteStartObject(type.Name);
            json.WriteString("default_sort"u8, type.Exposure!.DefaultSort);
            json.WriteString("default_order"u8, type.Exposure.DefaultDescending ? "desc" : "asc");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("repository"u8);
        json.WriteString("name"u8, catalog.RepositoryName);
        json.WriteStartArray("sources"u8);
        foreach (var source in catalog.Sources)
            json.WriteStringValue(source.ToString());
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
