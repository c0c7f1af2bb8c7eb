using System.Text.Json;
using Azul.GraphSchema.Planning;

namespace Azul.GraphSchema.Nodes;

/// <summary>An object inside a document.</summary>
internal record DocumentNode(JsonElement Element, RootScope Scope)
{
    /// <summary>The property of that name; null where there is none, or where it is null.</summary>
    public JsonElement? Property(string name) =>
        Element.TryGetProperty(name, out var property) && property.ValueKind != JsonValueKind.Null ? property : null;

    public string? Text(string name) => Property(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The objects that a property lists; a single object is a list of one.</summary>
    public IEnumerable<DocumentNode> Children(string name) => Property(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).Select(e => new DocumentNode(e, Scope)),
        { ValueKind: JsonValueKind.Object } single => [new DocumentNode(single, Scope)],
        _ => [],
    };
}
