using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hits;

/// <summary>Writes the JSON of a hit, with gaps for what depends on the request.</summary>
public sealed class HitWriter : IDisposable
{
    private readonly JsonBuffer buffer = JsonBuffer.Take();

    public Utf8JsonWriter Json => buffer.Writer;

    /// <summary>A gap for whether the caller may access the entity's sources.</summary>
    public void WriteAccessible() => Json.WriteRawValue(HitTemplate.AccessibleGap, skipInputValidation: true);

    /// <summary>A gap for the URL of a file; null is shown where the repository needs a DRS URI and the file has none.</summary>
    public void WriteFileUrl(string uuid, string version, bool hasDrsUri) =>
        Json.WriteRawValue(HitTemplate.FileUrlGap(uuid, version, hasDrsUri), skipInputValidation: true);

    /// <summary>The template of all that was written.</summary>
    public byte[] ToTemplate() => buffer.Written.ToArray();

    public void Dispose() => buffer.Dispose();
}
