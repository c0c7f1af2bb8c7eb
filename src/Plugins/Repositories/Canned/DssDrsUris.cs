using System.Buffers;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Dss;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>The DRS URIs of files of the DSS, which follow from UUID and version, whatever a manifest says (<c>spec/indexer.md</c> §6.4).</summary>
/// <param name="host">The host in the URIs; null where none is configured.</param>
/// <param name="hostKey">The full path of the setting of the host, for messages.</param>
internal sealed class DssDrsUris(string? host, string hostKey)
{
    private const string Property = "drs_uri";

    /// <summary>The manifest with the DRS URI of every file.</summary>
    /// <exception cref="BundleException">An entry has no UUID or version, or there is no host.</exception>
    public JsonElement AddTo(JsonElement manifest, BundleFqid bundle, string file)
    {
        if (host is null)
            throw new BundleException("DRS_HOST_MISSING", bundle, file, $"the files of a DSS bundle need the setting {hostKey}");
        if (manifest.ValueKind != JsonValueKind.Object)
            throw new BundleException("BUNDLE_FILE_MALFORMED", bundle, file, "the manifest is not an object");
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var entry in manifest.EnumerateObject())
            {
                if (Text(entry.Value, "uuid") is not { } uuid || Text(entry.Value, "version") is not { } version)
                    throw new BundleException("BUNDLE_FILE_MALFORMED", bundle, $"{file}, manifest entry {entry.Name}", "the entry has no text uuid or version");
                writer.WritePropertyName(entry.Name);
                Write(writer, entry.Value, DssDrsUri.Of(host, uuid, version));
            }
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement entry, string drsUri)
    {
        writer.WriteStartObject();
        foreach (var property in entry.EnumerateObject().Where(p => p.Name != Property))
            property.WriteTo(writer);
        writer.WriteString(Property, drsUri);
        writer.WriteEndObject();
    }

    private static string? Text(JsonElement entry, string name) =>
        entry.ValueKind == JsonValueKind.Object && entry.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
