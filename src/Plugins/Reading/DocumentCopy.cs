using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Reading;

/// <summary>Makes replicas of the documents of a bundle.</summary>
internal static class DocumentCopy
{
    /// <summary>The replica of a document.</summary>
    /// <param name="entity">Schema name and id of the entity that the document describes.</param>
    /// <param name="document">The document.</param>
    /// <param name="hubs">The ids of the files that lead to it, distinct.</param>
    /// <exception cref="Repositories.BundleException">A text in the document is no valid Unicode.</exception>
    public static Replica Of(EntityReference entity, Node document, IEnumerable<string> hubs)
    {
        try
        {
            return new(entity, CanonicalJson.Hash(document.Element), Serialize(document.Element), [.. hubs.Order(StringComparer.Ordinal)]);
        }
        catch (InvalidOperationException)
        {
            throw document.Place.Fault(ReadingFaults.WrongType, "a text in the document is no valid Unicode");
        }
    }

    private static byte[] Serialize(JsonElement document)
    {
        using var buffer = JsonBuffer.Take();
        document.WriteTo(buffer.Writer);
        return buffer.Written.ToArray();
    }
}
