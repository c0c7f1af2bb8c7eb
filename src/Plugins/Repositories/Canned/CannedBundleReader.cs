using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>Reads the bundle that a file holds.</summary>
internal sealed class CannedBundleReader(CannedFolder folder, DssDrsUris drsUris)
{
    private const string Malformed = "BUNDLE_FILE_MALFORMED";

    // The parts that a bundle of a kind must have, and those it may have (spec/indexer.md §4.1, §5.2).
    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Parts = new()
    {
        ["hca"] = (["manifest", "metadata", "links"], ["stitched"]),
        ["anvil"] = (["entities", "links"], []),
    };

    /// <exception cref="BundleException">The file is gone, unreadable or malformed.</exception>
    public async Task<Bundle> ReadAsync(SourcedBundle bundle, CannedFile file, CancellationToken cancellation)
    {
        var document = await ReadDocumentAsync(bundle, file, cancellation);
        if (CannedHeader.Read(file.Name, document.Json).Bundle != bundle.Fqid)
            throw new BundleException("BUNDLE_NOT_FOUND", bundle.Fqid, file.Name, "the file holds another bundle now");
        if (file.Source is null)
            throw new BundleException(Malformed, bundle.Fqid, file.Name, "its fqid names no source");
        if (!document.Root.TryGetProperty("bundle", out var content) || content.ValueKind != JsonValueKind.Object)
            throw new BundleException(Malformed, bundle.Fqid, file.Name, "the object 'bundle' is missing");
        return new(bundle, folder.Kind, PartsOf(bundle, file, content));
    }

    private Dictionary<string, BundlePart> PartsOf(SourcedBundle bundle, CannedFile file, JsonElement content)
    {
        var (required, optional) = Parts[folder.Kind];
        var parts = new Dictionary<string, BundlePart>();
        foreach (var name in required.Concat(optional))
        {
            if (content.TryGetProperty(name, out var part) && part.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                parts[name] = new(name == "manifest" && file.IsDss ? drsUris.AddTo(part, bundle.Fqid, file.Name) : part);
            else if (required.Contains(name))
                throw new BundleException(Malformed, bundle.Fqid, file.Name, $"the part '{name}' of the bundle is missing");
        }
        return parts;
    }

    private async Task<(byte[] Json, JsonElement Root)> ReadDocumentAsync(SourcedBundle bundle, CannedFile file, CancellationToken cancellation)
    {
        try
        {
            var json = await File.ReadAllBytesAsync(folder.PathOf(file), cancellation);
            var root = JsonElement.Parse(json);
            return root.ValueKind == JsonValueKind.Object
                ? (json, root)
                : throw new BundleException(Malformed, bundle.Fqid, file.Name, "it is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new BundleException(Malformed, bundle.Fqid, file.Name, $"it is not JSON: {e.Message}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BundleException("BUNDLE_FILE_UNREADABLE", bundle.Fqid, file.Name, e.Message, e);
        }
    }
}
