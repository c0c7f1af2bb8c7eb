using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Hits;

/// <summary>
/// How REST shows an entity: a tree of keys and of where their values are in the native document. Hits are rendered once, when the aggregate is written; what depends on a request
/// is left open (<see cref="HitTemplate"/>).
/// </summary>
public abstract record HitShape
{
    /// <summary>
    /// The shape that shows all that documents of a type hold, under the names that it has there: the id as <c>entryId</c>, <c>sources</c> and <c>bundles</c> with the names of their fields, the
    /// properties that the plugin adds to documents, and a list for each inner entity type.
    /// </summary>
    public static HitShape Of(MetadataModel model, EntityType entityType) => ModelHits.Of(model, entityType);

    /// <summary>Renders the hit of a native document, or a part of the hit of a part of the document.</summary>
    public abstract void Write(Entity document, HitWriter writer);

    /// <summary>Describes what is rendered as a schema object of OpenAPI 3.0.</summary>
    public abstract void WriteSchema(Utf8JsonWriter writer);
}
