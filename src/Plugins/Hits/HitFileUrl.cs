using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hits;

/// <summary>The URL that a file can be downloaded from, made of three properties of the file (<c>spec/service.md</c> §4.2).</summary>
/// <param name="Uuid">The property that holds the id of the file.</param>
/// <param name="Version">The property that holds the version of the file.</param>
/// <param name="DrsUri">The property that holds the DRS URI of the file, or null.</param>
public sealed record HitFileUrl(string Uuid, string Version, string DrsUri) : HitShape
{
    public override void Write(Entity document, HitWriter writer)
    {
        if (document[Uuid].AsStringOrNull is { } uuid && document[Version].AsStringOrNull is { } version)
            writer.WriteFileUrl(uuid, version, !document[DrsUri].IsNull);
        else
            writer.Json.WriteNullValue();
    }

    public override void WriteSchema(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "string");
        writer.WriteString("format", "uri");
        writer.WriteBoolean("nullable", true);
        writer.WriteEndObject();
    }
}
