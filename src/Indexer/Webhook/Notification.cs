using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Azul.Indexer.Webhook;

/// <summary>Checks notifications in the order of <c>spec/indexer.md</c> §1.2.</summary>
internal static partial class Notification
{
    private const int MaxCatalogName = 64;

    /// <summary>What is wrong with a notification that is signed, or null where nothing is.</summary>
    public static string? Fault(string catalog, string action, byte[] body)
    {
        if (catalog.Length > MaxCatalogName || !CatalogName().IsMatch(catalog))
            return $"Catalog name is invalid: '{catalog}'";
        if (action is not ("add" or "delete"))
            return $"Invalid action '{action}': must be one of 'add', 'delete'";
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return "The notification is not valid JSON";
        }
        using (document)
            return Fault(document.RootElement);
    }

    /// <summary>The message that a notification is queued as.</summary>
    public static string MessageOf(string catalog, string action, byte[] body) =>
        $"{{\"action\":\"{action}\",\"catalog\":\"{catalog}\",\"notification\":{Encoding.UTF8.GetString(body)}}}";

    private static string? Fault(JsonElement notification)
    {
        if (notification.ValueKind != JsonValueKind.Object)
            return "The notification is not a JSON object";
        if (!notification.TryGetProperty("bundle_fqid", out var fqid))
            return "Missing notification entry: bundle_fqid";
        if (fqid.ValueKind != JsonValueKind.Object)
            return "Invalid type: bundle_fqid must be an object";
        if (!fqid.TryGetProperty("uuid", out var uuid))
            return "Missing notification entry: bundle_fqid.uuid";
        if (!fqid.TryGetProperty("version", out var version))
            return "Missing notification entry: bundle_fqid.version";
        if (uuid.ValueKind != JsonValueKind.String)
            return "Invalid type: bundle_fqid.uuid must be a string";
        if (version.ValueKind != JsonValueKind.String)
            return "Invalid type: bundle_fqid.version must be a string";
        if (!Guid.TryParseExact(uuid.GetString(), "D", out _))
            return $"Invalid syntax: bundle_fqid.uuid '{uuid.GetString()}' is not a UUID in its canonical form";
        return version.GetString()!.Length == 0 ? "Invalid syntax: bundle_fqid.version must not be empty" : null;
    }

    // Only the syntax: whether there is such a catalog is for the worker to see.
    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex CatalogName();
}
