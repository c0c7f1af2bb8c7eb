using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hits;

/// <summary>
/// How REST shows an entity: a tree of keys and of where their values are in the native document. Hits are rendered once, when the aggregate is written; what depends on a request
/// is left open (<see cref="HitTemplate"/>).
/// </summary>
public abstract record HitShape
{
    /// <summary>Renders the hit of a native document, or a part of the hit of a part of the document.</summary>
    public abstract void Write(Entity document, HitWriter writer);

    /// <summary>Describes what is rendered as a schema object of OpenAPI 3.0.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}
