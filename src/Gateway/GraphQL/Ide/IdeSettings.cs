using System.Text.Json.Serialization;

namespace Azul.Gateway.GraphQL.Ide;

/// <summary>What Banana Cake Pop reads from <c>bcp-config.json</c> when it starts.</summary>
internal sealed record IdeSettings(
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("endpoint")] string Endpoint,
    [property: JsonPropertyName("useBrowserUrlAsEndpoint")] bool UseBrowserUrlAsEndpoint,
    [property: JsonPropertyName("graphQLDocument")] string Document,
    [property: JsonPropertyName("includeCookies")] bool IncludeCookies,
    [property: JsonPropertyName("useGet")] bool UseGet,
    [property: JsonPropertyName("disableTelemetry")] bool DisableTelemetry)
{
    private const string FirstDocument = """
        # What is there?
        {
          catalogs {
            name
            plugin
            entityTypes { name fields { name description } }
          }
        }
        """;

    /// <summary>The settings for an endpoint of the same site.</summary>
    public static IdeSettings For(string endpoint) => new(
        "Azul", endpoint, UseBrowserUrlAsEndpoint: false, FirstDocument, IncludeCookies: false, UseGet: false, DisableTelemetry: true);
}
