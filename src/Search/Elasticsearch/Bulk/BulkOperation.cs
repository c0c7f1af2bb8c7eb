using System.Buffers;
using System.Text.Json;
using Azul.Search.Elasticsearch.Documents;

namespace Azul.Search.Elasticsearch.Bulk;

/// <summary>One write among many: the lines that say what to do and with what, as UTF-8.</summary>
internal readonly record struct BulkOperation(ReadOnlyMemory<byte> Lines)
{
    /// <summary>Writes a document that must not be there yet.</summary>
    public static BulkOperation Create(string id, Action<Utf8JsonWriter> document) => Of("create", id, null, document);

    /// <summary>Writes a document over the state of it that was read.</summary>
    public static BulkOperation Replace(string id, DocumentVersion expected, Action<Utf8JsonWriter> document) => Of("index", id, expected, document);

    /// <summary>Deletes a document in the state of it that was read.</summary>
    public static BulkOperation Delete(string id, DocumentVersion expected) => Of("delete", id, expected, null);

    private static BulkOperation Of(string action, string id, DocumentVersion? expected, Action<Utf8JsonWriter>? document)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Json.AppendObject(buffer, json =>
        {
            json.WriteStartObject(action);
            json.WriteString("_id", id);
            if (expected is { } version)
            {
                json.WriteNumber("if_seq_no", version.SequenceNumber);
                json.WriteNumber("if_primary_term", version.PrimaryTerm);
            }
            json.WriteEndObject();
        });
        buffer.Write("\n"u8);
        if (document is not null)
        {
            Json.AppendObject(buffer, document);
            buffer.Write("\n"u8);
        }
        return new(buffer.WrittenMemory);
    }
}
