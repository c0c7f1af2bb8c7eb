using System.Buffers;
using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>The entry of a data file in a bundle's manifest, made from the file's descriptor (<c>spec/indexer.md</c> §6.5).</summary>
internal static class ManifestEntry
{
    /// <summary>The namespace of the UUIDs of data files, which are made from their names.</summary>
    private static readonly Guid FileNames = new("5767014a-c431-4019-8703-0ab1b3e9e4d0");

    // Key in the entry, property of the descriptor, whether it must be there; in the order of the entry.
    private static readonly (string Key, string Property, JsonValueKind Kind, bool IsRequired)[] Properties =
    [
        ("content-type", "content_type", JsonValueKind.String, true),
        ("crc32c", "crc32c", JsonValueKind.String, true),
        ("name", "file_name", JsonValueKind.String, true),
        ("s3_etag", "s3_etag", JsonValueKind.String, false),
        ("sha1", "sha1", JsonValueKind.String, false),
        ("sha256", "sha256", JsonValueKind.String, true),
        ("size", "size", JsonValueKind.Number, true),
        ("version", "file_version", JsonValueKind.String, true),
    ];

    /// <exception cref="FormatException">A property of the descriptor is missing or of another type.</exception>
    public static JsonElement Of(JsonElement descriptor)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var (key, property, kind, isRequired) in Properties)
            {
                if (Find(descriptor, property, kind, isRequired) is not { } value)
                    continue;
                writer.WritePropertyName(key);
                value.WriteTo(writer);
            }
            writer.WriteBoolean("indexed", false);
            writer.WriteString("uuid", Uuid5.Of(FileNames, descriptor.GetProperty("file_name").GetString()!));
            // Not a URI: the original's constant, which tells that there is none.
            writer.WriteString("drs_uri", "dss");
            writer.WriteEndObject();
        }
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static JsonElement? Find(JsonElement descriptor, string property, JsonValueKind kind, bool isRequired)
    {
        if (descriptor.TryGetProperty(property, out var value) && value.ValueKind == kind)
            return value;
        if (!isRequired && value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return null;
        throw new FormatException($"the descriptor has no {property} that is a {(kind == JsonValueKind.String ? "text" : "number")}");
    }
}
