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
        item.TextOrNull("id") ?? throw answer.Malformed("a snapshot has no id"),
        item.TextOrNull("name") ?? throw answer.Malformed("a snapshot has no name"),
        item.TextOrNull("dataProject"),
        RegionOf(item));

    private static string? RegionOf(JsonElement item) =>
        item.ListOrNull("storage")?.Where(s => s.TextOrNull("cloudResource") == "bigquery").Select(s => s.TextOrNull("region")).FirstOrDefault();
}
