using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Reads the parts of a bundle (<c>spec/indexer.md</c> §4.1).</summary>
internal sealed class BundleReader(Bundle bundle)
{
    private readonly BundleFqid id = bundle.Id.Fqid;

    /// <summary>The document with the links.</summary>
    public Node Links()
    {
        var document = bundle.Part("links").Document;
        var place = new Place(id, "links");
        return document.ValueKind == JsonValueKind.Object ? new(document, place, "links") : throw place.Fault(ReadingFaults.WrongType, "'links' must be an object");
    }

    /// <summary>The metadata entities in the order of the bundle, not linked yet.</summary>
    public IEnumerable<MetadataEntity> Entities()
    {
        var stitched = Stitched();
        var manifest = Documents("manifest");
        foreach (var (key, document) in Documents("metadata").Documents)
            yield return Read(key, document, manifest, stitched);
    }

    private MetadataEntity Read(string key, JsonElement document, BundlePart manifest, HashSet<string> stitched)
    {
        var place = new Place(id, key);
        var schema = SchemaOf(key, new(document, place, "document"));
        if (schema.Core != EntityCore.File)
            return new(schema, document, place, stitched);
        if (manifest[key] is not { } entry)
            throw place.Fault(Faults.ManifestEntryMissing, "the manifest has no entry for the file");
        var parsed = ManifestEntry.Parse(new(entry, new(id, $"manifest entry {key}"), "manifest entry"));
        return new DataFile(schema, FileName.WithSlashes(document), place, stitched, parsed);
    }

    // The schema is that of the document, which must be of the same core as that which the key names.
    private static Schema SchemaOf(string key, Node document)
    {
        var describedBy = MetadataEntity.ContentOf(document).Required("describedBy").Text();
        var name = describedBy[(describedBy.LastIndexOf('/') + 1)..];
        var schema = Schema.Find(name) ?? throw document.Place.Fault(Faults.UnknownSchema, $"the schema '{name}' is not known");
        var keyed = Schema.Find(key.Split('/')[0]) ?? throw document.Place.Fault(Faults.UnknownSchema, "the key does not start with the name of a schema");
        return schema.Core == keyed.Core
            ? schema
            : throw document.Place.Fault(Faults.UnknownSchema, $"the schema '{name}' is not one of what the key names");
    }

    private HashSet<string> Stitched()
    {
        if (!bundle.Parts.TryGetValue("stitched", out var part))
            return [];
        var node = new Node(part.Document, new(id, "stitched"), "stitched");
        return [.. node.Elements().Select(e => e.Text())];
    }

    private BundlePart Documents(string name)
    {
        var part = bundle.Part(name);
        return part.Document.ValueKind is JsonValueKind.Undefined or JsonValueKind.Object
            ? part
            : throw new Place(id, name).Fault(ReadingFaults.WrongType, $"'{name}' must be an object");
    }
}
