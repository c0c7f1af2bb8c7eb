using System.Text.Json;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Writes the mapping of fields that every document has.</summary>
internal static class FieldMapping
{
    public static void WriteField(this Utf8JsonWriter json, string name, string type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteEndObject();
    }

    /// <summary>A field that is kept as part of the source, and that the server does not look into.</summary>
    public static void WriteUnread(this Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "object");
        json.WriteBoolean("enabled", false);
        json.WriteEndObject();
    }

    public static void WriteKeywords(this Utf8JsonWriter json, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            json.WriteField(name, "keyword");
    }
}
