using System.Buffers;
using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Slashes were not allowed in the names of files once, and exclamation marks stood for them. They are put back, also in copies of the document.</summary>
internal static class FileName
{
    private static readonly string[] Path = ["file_core", "file_name"];

    /// <summary>The document of a file with slashes in the name: the same one in almost every case.</summary>
    public static JsonElement WithSlashes(JsonElement document)
    {
        var isWrapped = document.TryGetProperty("content", out var content);
        if ((isWrapped ? content : document) is not { ValueKind: JsonValueKind.Object } inner
            || !inner.TryGetProperty(Path[0], out var core) || core.ValueKind != JsonValueKind.Object
            || !core.TryGetProperty(Path[1], out var name) || name.ValueKind != JsonValueKind.String
            || !name.GetString()!.Contains('!', StringComparison.Ordinal))
            return document;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
            Write(writer, document, isWrapped ? ["content", .. Path] : Path);
        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, JsonElement element, ReadOnlySpan<string> path)
    {
        if (path.IsEmpty)
        {
            writer.WriteStringValue(element.GetString()!.Replace('!', '/'));
            return;
        }
        writer.WriteStartObject();
        foreach (var property in element.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            if (property.NameEquals(path[0]))
                Write(writer, property.Value, path[1..]);
            else
                property.Value.WriteTo(writer);
        }
        writer.WriteEndObject();
    }
}
