using System.Text.Json;
using Azul.GraphSchema.Planning;
using Azul.Search.Results;

namespace Azul.GraphSchema.Nodes;

/// <summary>An entity in an answer. Its document is parsed once something is read from it.</summary>
internal sealed class EntityNode(Hit hit, RootScope scope)
{
    private JsonElement? document;

    public string Id => hit.EntityId;

    public bool IsAccessible => hit.IsAccessible;

    public DocumentNode Document => new(document ??= JsonDocument.Parse(hit.Document).RootElement, scope);

    /// <summary>The inner entities of a type.</summary>
    public IEnumerable<DocumentNode> Inner(string type) => Document.Property("contents") is { } contents ? new DocumentNode(contents, scope).Children(type) : [];
}
