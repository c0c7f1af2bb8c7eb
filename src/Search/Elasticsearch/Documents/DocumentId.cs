using System.Security.Cryptography;
using System.Text;
using Azul.Plugins.Documents;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>The <c>_id</c> of documents: what identifies them, joined by slashes. No two documents of an index have the same.</summary>
internal static class DocumentId
{
    // Elasticsearch takes no longer one, in bytes.
    private const int Longest = 512;

    public static string Of(EntityReference entity) => Join(entity.EntityType, entity.EntityId);

    public static string Of(StoredContribution contribution) => Join(
        contribution.Entity.EntityType, contribution.Entity.EntityId, contribution.Bundle.Uuid, contribution.Bundle.Version, contribution.Deleted ? "deleted" : "exists");

    public static string Of(Replica replica) => Join(replica.Entity.EntityType, replica.Entity.EntityId, replica.ContentHash);

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var id = new StringBuilder();
        foreach (var part in parts)
        {
            if (id.Length > 0)
                id.Append('/');
            id.Append(part.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }
        var text = id.ToString();
        // Nothing else begins with a tilde and a hyphen.
        return Encoding.UTF8.GetByteCount(text) <= Longest ? text : "~-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
