using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>Reads what a file says of its bundle without reading the bundle.</summary>
internal static class CannedHeader
{
    /// <summary>What the file tells, completed by what its name does where the file is broken.</summary>
    public static CannedFile Read(string name, ReadOnlySpan<byte> json)
    {
        var byName = CannedFile.FromName(name);
        var (fqid, kind) = Find(json);
        return fqid is { } f && Text(f, "uuid") is { } uuid && Text(f, "version") is { } version
            ? new(name, kind ?? byName.Kind, new BundleFqid(uuid, version), Source(f), Text(f, "table_name"))
            : byName with { Kind = kind ?? byName.Kind };
    }

    private static SourceRef? Source(JsonElement fqid) =>
        fqid.TryGetProperty("source", out var source) && source.ValueKind == JsonValueKind.Object && Text(source, "id") is { } id && Text(source, "spec") is { } spec
            ? new(id, spec)
            : null;

    private static (JsonElement? Fqid, string? Kind) Find(ReadOnlySpan<byte> json)
    {
        JsonElement? fqid = null;
        string? kind = null;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return default;
            while ((fqid is null || kind is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                if (name == "fqid" && reader.TokenType == JsonTokenType.StartObject)
                    fqid = JsonElement.ParseValue(ref reader);
                else if (name == "kind" && reader.TokenType == JsonTokenType.String)
                    kind = reader.GetString();
                else
                    reader.Skip();
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What was read before the fault counts; the fault itself is reported when the bundle is fetched.
        }
        return (fqid, kind);
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
