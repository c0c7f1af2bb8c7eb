using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Writes bodies of requests, and reads texts out of answers.</summary>
internal static class Json
{
    /// <summary>An object as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Object(Action<Utf8JsonWriter> write)
    {
        using var buffer = JsonBuffer.Take();
        WriteObject(buffer.Writer, write);
        return buffer.Written.ToArray();
    }

    /// <summary>Writes an object.</summary>
    public static void WriteObject(Utf8JsonWriter json, Action<Utf8JsonWriter> write)
    {
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
    }

    /// <summary>A string of an answer as UTF-8, without anything that was escaped in it.</summary>
    public static byte[] TextOf(JsonElement text)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        var reader = new Utf8JsonReader(raw);
        reader.Read();
        var buffer = ArrayPool<byte>.Shared.Rent(raw.Length);
        try
        {
            var length = reader.CopyString(buffer);
            return buffer.AsSpan(0, length).ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
