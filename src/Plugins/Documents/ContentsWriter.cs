using System.Collections.Concurrent;
using System.Text.Json;

namespace Azul.Plugins.Documents;

/// <summary>
/// Writes the contents of several documents that share inner entities. One that is the same object in many of them, as the project of a bundle is, becomes JSON once. Safe for concurrent use.
/// </summary>
public sealed class ContentsWriter
{
    private const long MaxSize = 2 << 20;

    private readonly ConcurrentDictionary<Entity, byte[]> written = new(ReferenceEqualityComparer.Instance);
    private long size;

    /// <summary>The JSON of contents: for each inner entity type, a list of inner entities. The same bytes as those of <see cref="ValueJson.Serialize"/>.</summary>
    public byte[] Serialize(Entity contents)
    {
        using var buffer = JsonBuffer.Take();
        Write(buffer.Writer, contents);
        return buffer.Written.ToArray();
    }

    /// <summary>The JSON of a native document, whose contents are the property <c>contents</c>.</summary>
    public byte[] SerializeDocument(Entity document)
    {
        using var buffer = JsonBuffer.Take();
        var json = buffer.Writer;
        json.WriteStartObject();
        foreach (var (name, value) in document.AsSpan())
        {
            json.WritePropertyName(name);
            if (name == "contents" && value.Kind == ValueKind.Entity)
                Write(json, value.AsEntity);
            else
                ValueJson.Write(json, value);
        }
        json.WriteEndObject();
        return buffer.Written.ToArray();
    }

    private void Write(Utf8JsonWriter json, Entity contents)
    {
        json.WriteStartObject();
        foreach (var (innerType, entities) in contents.AsSpan())
        {
            json.WritePropertyName(innerType);
            if (entities.Kind != ValueKind.List)
            {
                ValueJson.Write(json, entities);
                continue;
            }
            json.WriteStartArray();
            foreach (var entity in entities.Elements)
            {
                if (entity.Kind == ValueKind.Entity)
                    json.WriteRawValue(JsonOf(entity.AsEntity), skipInputValidation: true);
                else
                    ValueJson.Write(json, entity);
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private byte[] JsonOf(Entity entity)
    {
        if (written.TryGetValue(entity, out var json))
            return json;
        json = ValueJson.Serialize(entity);
        if (Interlocked.Add(ref size, json.Length) > MaxSize)
        {
            written.Clear();
            Interlocked.Exchange(ref size, json.Length);
        }
        written[entity] = json;
        return json;
    }
}
