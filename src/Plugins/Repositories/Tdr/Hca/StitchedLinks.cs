using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Tdr.Hca;

/// <summary>The links of a bundle and of those that its files come from.</summary>
/// <param name="Documents">The bundle's own first.</param>
internal sealed record StitchedLinks(IReadOnlyList<LinksDocument> Documents)
{
    private static readonly (string Name, Value Value)[] Header =
    [
        ("schema_type", "links"),
        ("schema_version", "3.0.0"),
        ("describedBy", "https://schema.humancellatlas.org/system/3.0.0/links"),
    ];

    /// <summary>The entities that are the bundle's own. What only another bundle has, and the inputs that lead there, is not.</summary>
    public IReadOnlySet<EntityKey> Own { get; } = Documents[0].Entities.Except(Documents[0].DanglingInputs).ToHashSet();

    /// <summary>All entities, each once, in the order in which the documents name them.</summary>
    public IEnumerable<EntityKey> Entities => Documents.SelectMany(d => d.Entities).Distinct();

    /// <summary>One document with all links.</summary>
    /// <exception cref="FormatException">A document has other properties than all have.</exception>
    public JsonElement Merge()
    {
        if (Documents is [var only])
            return only.Content;
        foreach (var document in Documents)
        {
            var names = document.Content.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);
            if (!names.SequenceEqual(["describedBy", "links", "schema_type", "schema_version"]))
                throw new FormatException($"the links of the bundle '{document.Id}' cannot be merged: they must have describedBy, links, schema_type and schema_version, and nothing else");
        }
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
        {
            json.WriteStartObject();
            foreach (var (name, value) in Header)
                json.WriteString(name, value.AsString);
            json.WriteStartArray("links");
            foreach (var link in Documents.SelectMany(d => d.Content.GetProperty("links").EnumerateArray()))
                link.WriteTo(json);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return JsonElement.Parse(buffer.ToArray());
    }
}
