using System.Runtime.InteropServices;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Manifests separate the values of a cell with <c>||</c>, so that no text in a bundle may hold it (<c>spec/indexer.md</c> §1.6).</summary>
internal static class Joiner
{
    private const string Text = "||";

    /// <exception cref="BundleException">A text, not a name of a property, holds it.</exception>
    public static void Reject(Bundle bundle)
    {
        foreach (var name in new[] { "manifest", "metadata", "links" })
        {
            var part = bundle.Part(name);
            if (part.Document.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
                Reject(part.Document, bundle.Id.Fqid, name);
            foreach (var (key, document) in part.Documents)
                Reject(document, bundle.Id.Fqid, name == "metadata" ? key : $"{name} {key}");
        }
    }

    private static void Reject(JsonElement element, BundleFqid bundle, string where)
    {
        if (MayHold(element) && Holds(element))
            throw new Place(bundle, where).Fault(Faults.Joiner, $"'{Text}' is disallowed in metadata");
    }

    // The bytes tell quickly that a document is in order; escapes may hide the text, and names of properties may have it.
    private static bool MayHold(JsonElement element)
    {
        var bytes = JsonMarshal.GetRawUtf8Value(element);
        return bytes.IndexOf("||"u8) >= 0 || bytes.IndexOf("\\u007"u8) >= 0;
    }

    private static bool Holds(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!.Contains(Text, StringComparison.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Any(Holds),
        JsonValueKind.Object => element.EnumerateObject().Any(p => Holds(p.Value)),
        _ => false,
    };
}
