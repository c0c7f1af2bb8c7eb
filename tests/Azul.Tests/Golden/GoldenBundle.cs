using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Support;

namespace Azul.Tests.Golden;

/// <summary>Real bundles of HCA metadata, and the documents that the original made of them.</summary>
internal static class GoldenBundle
{
    private const string Folder = "golden/bundles";

    /// <summary>The names of the files, alike for bundles and for documents.</summary>
    public static IReadOnlyList<string> Names(params IEnumerable<string> suffixes) =>
        [.. Directory.GetFiles(SharedFiles.Path(Folder)).Select(f => Path.GetFileName(f)).Where(f => suffixes.Any(s => f.EndsWith(s, StringComparison.Ordinal))).Order(StringComparer.Ordinal)];

    public static Bundle Load(string name)
    {
        var file = Parse($"{Folder}/{name}");
        var parts = file.GetProperty("bundle").EnumerateObject().ToDictionary(p => p.Name, p => new BundlePart(p.Value));
        if (name.EndsWith(".dss.json", StringComparison.Ordinal))
            parts["manifest"] = WithDrsUris(parts["manifest"]);
        return new(IdOf(file.GetProperty("fqid")), file.GetProperty("kind").GetString()!, parts);
    }

    /// <summary>The documents made of a bundle, or of all of them.</summary>
    public static Entity Documents(string name) => ValueJson.FromElement(Parse($"golden/documents/{name}")).AsEntity;

    public static JsonElement Parse(string path) => JsonElement.Parse(File.ReadAllBytes(SharedFiles.Path(path)));

    private static SourcedBundle IdOf(JsonElement fqid)
    {
        var source = fqid.GetProperty("source");
        return new(
            new(fqid.GetProperty("uuid").GetString()!, fqid.GetProperty("version").GetString()!),
            new(source.GetProperty("id").GetString()!, source.GetProperty("spec").GetString()!));
    }

    // The repository of these bundles has a DRS URI for every file, made of its id and version.
    private static BundlePart WithDrsUris(BundlePart manifest) => new(manifest.Documents.Select(entry =>
    {
        var properties = ValueJson.FromElement(entry.Value).AsEntity;
        var version = properties["version"].AsString.Replace(":", "%3A", StringComparison.Ordinal);
        var uri = $"drs://mock_drs_domain.lan/{properties["uuid"].AsString}?version={version}";
        return KeyValuePair.Create(entry.Key, JsonElement.Parse(ValueJson.Serialize(properties.With("drs_uri", uri))));
    }));
}
