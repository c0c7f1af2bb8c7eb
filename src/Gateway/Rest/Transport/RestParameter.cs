using System.Text.Json.Nodes;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Rest.Transport;

/// <summary>A parameter that an operation takes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Schema">Its OpenAPI schema, which may depend on the default catalog.</param>
internal sealed record RestParameter(string Name, string Description, Func<Catalog, JsonObject> Schema)
{
    public bool IsRequired { get; init; }

    /// <summary>Whether the value is JSON text.</summary>
    public bool IsJson { get; init; }

    /// <summary>A parameter that is any text.</summary>
    public static RestParameter Text(string name, string description) => new(name, description, _ => new() { ["type"] = "string" });
}
