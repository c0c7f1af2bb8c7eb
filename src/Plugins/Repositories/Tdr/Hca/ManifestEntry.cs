using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories.Tdr.Drs;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>The entry of a data file in a bundle's manifest, made from the file's row (<c>spec/indexer.md</c> §6.6).</summary>
internal static class ManifestEntry
{
    /// <param name="content">The metadata of the file.</param>
    /// <param name="descriptor">What the descriptor of the file says.</param>
    /// <param name="drsUri">The DRS URI; null for files that are described but not there.</param>
    /// <param name="drsHost">The host that the URI must have.</param>
    /// <exception cref="FormatException">A property is missing or of another type.</exception>
    public static Entity Of(JsonElement content, JsonElement descriptor, string? drsUri, string drsHost)
    {
        if (content.ValueKind != JsonValueKind.Object || !content.TryGetProperty("file_core", out var core) || core.TextOrNull("file_name") is not { } name)
            throw new FormatException("the content has no file_core.file_name");
        var entry = new Entity(
            ("name", name),
            ("uuid", Required(descriptor, "file_id")),
            ("version", Required(descriptor, "file_version")),
            ("content-type", $"{Required(descriptor, "content_type")}; dcp-type=data"),
            ("size", descriptor.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) ? bytes : throw Missing("size")),
            ("indexed", false),
            ("drs_uri", Checked(drsUri, descriptor, drsHost)),
            ("crc32c", Required(descriptor, "crc32c")),
            ("sha256", Required(descriptor, "sha256")));
        foreach (var checksum in (string[])["sha1", "s3_etag"])
        {
            if (descriptor.TextOrNull(checksum) is { } value)
                entry = entry.With(checksum, value);
        }
        return entry;
    }

    private static string? Checked(string? drsUri, JsonElement descriptor, string drsHost)
    {
        // What the descriptor says of the URI does not count, but it must say something: otherwise the file ought to be there.
        if (drsUri is null)
            return descriptor.TryGetProperty("drs_uri", out _) ? null : throw new FormatException("file_id is empty, but the descriptor has no drs_uri");
        return DrsUri.Parse(drsUri) is { IsCompact: false } uri && string.Equals(uri.Host, drsHost, StringComparison.OrdinalIgnoreCase)
            ? drsUri
            : throw new FormatException($"the file_id '{drsUri}' is not a DRS URI of the host '{drsHost}'");
    }

    private static string Required(JsonElement descriptor, string property) => descriptor.TextOrNull(property) ?? throw Missing(property);

    private static FormatException Missing(string property) => new($"the descriptor has no {property} of the right type");
}
