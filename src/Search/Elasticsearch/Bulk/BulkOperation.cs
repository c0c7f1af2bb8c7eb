using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Elasticsearch.Documents;

namespace Azul.Search.Elasticsearch.Bulk;

/// <summary>One write among many: the lines that say what to do and with what, as UTF-8.</summary>
internal readonly record struct BulkOperation(ReadOnlyMemory<byte> Lines)
{
    private const byte NewLine = (byte)'\n';

    /// <summary>Writes a document that must not be there yet.</summary>
    public static BulkOperation Create(string id, Action<Utf8JsonWriter> document) => Of("create", id, null, document);

    /// <summary>Writes a document over the state of it that was read.</summary>
    public static BulkOperation Replace(string id, DocumentVersion expected, Action<Utf8JsonWriter> document) => Of("index", id, expected, document);

    /// <summary>Deletes a document in the state of it that was read.</summary>
    public static BulkOperation Delete(string id, DocumentVersion expected) => Of("delete", id, expected, null);

    private static BulkOperation Of(string action, string id, DocumentVersion? expected, Action<Utf8JsonWriter>? document)
    {
        using var first = JsonBuffer.Take();
        Json.WriteObject(first.Writer, json =>
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
        if (document is null)
            return new((byte[])[.. first.Written, NewLine]);
        using var second = JsonBuffer.Take();
        Json.WriteObject(second.Writer, document);
        return new((byte[])[.. first.Written, NewLine, .. second.Written, NewLine]);
    }
}
