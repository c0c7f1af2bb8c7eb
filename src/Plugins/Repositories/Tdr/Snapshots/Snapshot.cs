using System.Text.Json;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Snapshots;

/// <summary>What TDR says of a snapshot.</summary>
/// <param name="Id">Its id, a UUID.</param>
/// <param name="Name">Its name.</param>
/// <param name="Project">The Google project that holds the data; null where TDR does not tell.</param>
/// <param name="Region">Where BigQuery keeps the data; null where TDR does not tell.</param>
internal sealed record Snapshot(string Id, string Name, string? Project, string? Region)
{
    public static Snapshot Parse(JsonElement item, ServiceAnswer answer) => new(
        Text(item, "id") ?? throw answer.Malformed("a snapshot has no id"),
        Text(item, "name") ?? throw answer.Malformed("a snapshot has no name"),
        Text(item, "dataProject"),
        RegionOf(item));

    private static string? RegionOf(JsonElement item)
    {
        if (!item.TryGetProperty("storage", out var storage) || storage.ValueKind != JsonValueKind.Array)
            return null;
        return storage.EnumerateArray().Where(s => Text(s, "cloudResource") == "bigquery").Select(s => Text(s, "region")).FirstOrDefault();
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
