using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Staging;

/// <summary>Reads one bundle of a staging area.</summary>
internal sealed class StagingBundleReader(string folder, StagingListing listing, SourcedBundle bundle)
{
    public const string NotFound = "BUNDLE_NOT_FOUND";
    public const string FileMissing = "BUNDLE_FILE_MISSING";
    private const string Ambiguous = "BUNDLE_FILE_AMBIGUOUS";
    private const string Malformed = "BUNDLE_FILE_MALFORMED";

    /// <exception cref="BundleException">A file is missing or malformed.</exception>
    public Bundle Read()
    {
        var name = FindLinks();
        var file = $"links/{name.ForLinks()}";
        var links = ReadDocument(file, "links");
        var metadata = new List<KeyValuePair<string, JsonElement>>();
        var manifest = new List<KeyValuePair<string, JsonElement>>();
        foreach (var (type, id) in Guard(file, () => LinkedEntities.Of(links, name.Project)).All)
        {
            var key = $"{type}/{id}";
            metadata.Add(new(key, ReadMetadata(type, id)));
            if (type.EndsWith("_file", StringComparison.Ordinal))
                manifest.Add(new(key, ReadManifestEntry(type, id)));
        }
        var fqid = new BundleFqid(bundle.Fqid.Uuid, DcpVersion.ToText(name.Version));
        return new(bundle with { Fqid = fqid }, "hca", new Dictionary<string, BundlePart>
        {
            ["manifest"] = new(manifest),
            ["metadata"] = new(metadata),
            ["links"] = new(links),
        });
    }

    private StagingFileName FindLinks()
    {
        if (!StagingFileName.TryParseId(bundle.Fqid.Uuid, out var id) || listing.FindLinks(id) is not { } links)
            throw Fault(NotFound, null, "the staging area has no links of that id");
        var name = new StagingFileName(id, links.Version, links.Detail);
        if (links.IsAmbiguous)
            throw Fault(Ambiguous, $"links/{name.ForLinks()}", "there are several links of that id and version");
        // A notification may leave the version open.
        if (!string.IsNullOrEmpty(bundle.Fqid.Version) && bundle.Fqid.Version != DcpVersion.ToText(links.Version))
            throw Fault(NotFound, null, $"the staging area has version {DcpVersion.ToText(links.Version)}");
        return name;
    }

    private JsonElement ReadMetadata(string type, Guid id)
    {
        var file = Find("metadata", type, id, listing.FindMetadata(id));
        var document = ReadDocument(file, expectedType: null);
        var schemaType = SchemaType(document);
        return schemaType is null or "links" or "file_descriptor"
            ? throw Fault(Malformed, file, $"the schema_type '{schemaType}' is not one of metadata")
            : document;
    }

    private JsonElement ReadManifestEntry(string type, Guid id)
    {
        var file = Find("descriptors", type, id, listing.FindDescriptor(id));
        var descriptor = ReadDocument(file, "file_descriptor");
        return Guard(file, () => ManifestEntry.Of(descriptor));
    }

    private string Find(string kind, string type, Guid id, StagingFile? found)
    {
        if (found is not { } file)
            throw Fault(FileMissing, $"{kind}/{type}/{id}", $"there is no file of the form {StagingFileName.EntityForm} for it");
        if (file.EntityType != type)
            throw Fault(FileMissing, $"{kind}/{type}/{id}", $"the links say '{type}', but the entity is a '{file.EntityType}'");
        return file.IsAmbiguous ? throw Fault(Ambiguous, file.Path, "there are several files of that id and version") : file.Path;
    }

    private JsonElement ReadDocument(string file, string? expectedType)
    {
        JsonElement document;
        try
        {
            document = JsonElement.Parse(File.ReadAllBytes(Path.Combine(folder, file)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Fault(FileMissing, file, "the file is gone", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault("BUNDLE_FILE_UNREADABLE", file, e.Message, e);
        }
        catch (JsonException e)
        {
            throw Fault(Malformed, file, $"it is not JSON: {e.Message}", e);
        }
        if (document.ValueKind != JsonValueKind.Object)
            throw Fault(Malformed, file, "it is not a JSON object");
        if (expectedType is not null && SchemaType(document) != expectedType)
            throw Fault(Malformed, file, $"the schema_type is '{SchemaType(document)}' and must be '{expectedType}'");
        return document;
    }

    private static string? SchemaType(JsonElement document) =>
        document.TryGetProperty("schema_type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString() : null;

    private T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException e)
        {
            throw Fault(Malformed, file, e.Message, e);
        }
    }

    private BundleException Fault(string code, string? where, string reason, Exception? inner = null) => new(code, bundle.Fqid, where, reason, inner);
}
