using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Metadata;

namespace Azul.Gateway.Rest.Hits;

/// <summary>The OpenAPI schemas of hits, as the plugin's shapes describe them.</summary>
internal static class HitSchemas
{
    /// <summary>A hit of any type.</summary>
    public static JsonObject OfHit(Catalog catalog) =>
        new() { ["oneOf"] = new JsonArray([.. catalog.Metadata.Model.ExposedTypes.Select(t => (JsonNode)OfType(catalog, t))]) };

    /// <summary>A page of hits.</summary>
    public static JsonObject OfList(Catalog catalog) => Object(
        ("hits", new() { ["type"] = "array", ["items"] = OfHit(catalog) }),
        ("pagination", Object(
            ("count", Scalar("integer", "The number of hits on this page.")),
            ("total", Scalar("integer", "The number of hits on all pages.")),
            ("size", Scalar("integer", "The greatest number of hits on a page.")),
            ("next", Link("The next page.")),
            ("previous", Link("The previous page.")),
            ("pages", Scalar("integer", "The number of pages.")),
            ("sort", Scalar("string", "The field that hits are sorted by.")),
            ("order", Scalar("string", "The direction of the sort.")))),
        ("termFacets", new() { ["type"] = "object", ["additionalProperties"] = Facet() }));

    private static JsonObject OfType(Catalog catalog, EntityType type)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
            catalog.Metadata.HitOf(type).WriteSchema(writer);
        var schema = JsonNode.Parse(buffer.WrittenSpan)!.AsObject();
        schema["title"] = type.Singular;
        return schema;
    }

    private static JsonObject Facet() => Object(
        ("terms", new()
        {
            ["type"] = "array",
            ["items"] = Object(("term", new() { ["nullable"] = true }), ("count", Scalar("integer", "The number of entities that have the value."))),
        }),
        ("total", Scalar("integer", "The number of entities that were counted.")),
        ("type", Scalar("string", "Always 'terms'.")));

    private static JsonObject Object(params (string Name, JsonObject Schema)[] properties)
    {
        var result = new JsonObject();
        foreach (var (name, schema) in properties)
            result[name] = schema;
        return new() { ["type"] = "object", ["properties"] = result };
    }

    private static JsonObject Scalar(string type, string description) => new() { ["type"] = type, ["description"] = description };

    private static JsonObject Link(string description) => new() { ["type"] = "string", ["nullable"] = true, ["format"] = "url", ["description"] = description };
}
