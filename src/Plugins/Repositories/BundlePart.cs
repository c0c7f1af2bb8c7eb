using System.Text.Json;

namespace Azul.Plugins.Repositories;

/// <summary>
/// A part of a bundle: either one JSON document (<see cref="Document"/>), or several under keys in the order of the bundle (<see cref="Documents"/>), such as <c>project/{id}</c>.
/// </summary>
public sealed class BundlePart
{
    private readonly Dictionary<string, JsonElement> byKey;

    /// <summary>A part that is one document. The properties of an object are its <see cref="Documents"/>.</summary>
    public BundlePart(JsonElement document)
        : this(document.ValueKind == JsonValueKind.Object ? document.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)) : []) =>
        Document = document;

    /// <summary>A part that is put together from several documents.</summary>
    public BundlePart(IEnumerable<KeyValuePair<string, JsonElement>> documents)
    {
        Documents = documents.ToArray();
        byKey = new(Documents.Count);
        foreach (var (key, document) in Documents)
            byKey[key] = document;
    }

    /// <summary>The one document; undefined for a part that is put together.</summary>
    public JsonElement Document { get; }

    public IReadOnlyList<KeyValuePair<string, JsonElement>> Documents { get; }

    public JsonElement? this[string key] => byKey.TryGetValue(key, out var document) ? document : null;
}
