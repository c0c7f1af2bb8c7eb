using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azul.Plugins.Repositories.Canned;

/// <summary>Writes bundles as files that <see cref="CannedRepositoryFactory"/> reads (<c>spec/indexer.md</c> §7.7).</summary>
public static class CannedBundleFile
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, IndentSize = 4, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a bundle to <c>{uuid}.{version}.{kind}.json</c> in a folder, which is made if it is missing. A file of that name is replaced.</summary>
    /// <returns>The path of the file.</returns>
    /// <exception cref="BundleException">No file holds bundles of that kind.</exception>
    /// <exception cref="IOException">The file cannot be written; nothing of it is there then.</exception>
    public static async Task<string> WriteAsync(Bundle bundle, string folder, CancellationToken cancellation)
    {
        var fqid = bundle.Id.Fqid;
        var name = $"{fqid.Uuid}.{fqid.Version}.{bundle.Kind}.json";
        if (CannedFile.FromName(name).Kind is null)
            throw new BundleException("BUNDLE_KIND_UNKNOWN", fqid, null, $"bundles of the kind '{bundle.Kind}' cannot be canned: the repository 'canned' has 'hca' and 'anvil' only");
        var path = Path.Combine(folder, name);
        var unfinished = path + ".unfinished";
        Directory.CreateDirectory(folder);
        try
        {
            await using (var stream = File.Create(unfinished))
            await using (var json = new Utf8JsonWriter(stream, Options))
                Write(json, bundle);
            cancellation.ThrowIfCancellationRequested();
            File.Move(unfinished, path, overwrite: true);
            return path;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static void Write(Utf8JsonWriter json, Bundle bundle)
    {
        json.WriteStartObject();
        json.WriteStartObject("fqid");
        json.WriteString("uuid", bundle.Id.Fqid.Uuid);
        json.WriteString("version", bundle.Id.Fqid.Version);
        json.WriteStartObject("source");
        json.WriteString("id", bundle.Id.Source.Id);
        json.WriteString("spec", bundle.Id.Source.Spec);
        json.WriteEndObject();
        if (bundle.Id.TableName is { } table)
            json.WriteString("table_name", table);
        json.WriteEndObject();
        json.WriteString("kind", bundle.Kind);
        json.WriteStartObject("bundle");
        foreach (var (name, part) in bundle.Parts)
        {
            json.WritePropertyName(name);
            Write(json, part);
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, BundlePart part)
    {
        if (part.Document.ValueKind != JsonValueKind.Undefined)
        {
            part.Document.WriteTo(json);
            return;
        }
        json.WriteStartObject();
        foreach (var (key, document) in part.Documents)
        {
            json.WritePropertyName(key);
            document.WriteTo(json);
        }
        json.WriteEndObject();
    }
}
