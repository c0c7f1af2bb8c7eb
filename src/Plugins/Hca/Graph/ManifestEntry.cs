using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>What the manifest of a bundle says of a data file (<c>spec/indexer.md</c> §4.1).</summary>
internal sealed record ManifestEntry(
    string? ContentType,
    string Uuid,
    string Crc32C,
    bool Indexed,
    string Name,
    string Sha256,
    long Size,
    string Version,
    string? DrsUri)
{
    public static ManifestEntry Parse(Node entry)
    {
        var contentType = entry.Required("content-type").TextOrNull();
        var uuid = entry.Required("uuid").Id();
        return new(
            contentType,
            uuid,
            entry.Required("crc32c").Text(),
            entry.Required("indexed").Flag(),
            // Slashes were not allowed in names once, and exclamation marks stood for them.
            entry.Required("name").Text().Replace('!', '/'),
            entry.Required("sha256").Text(),
            entry.Required("size").Integer(),
            entry.Required("version").Text(),
            entry.Optional("drs_uri").TextOrNull());
    }
}
