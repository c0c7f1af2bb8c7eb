using System.Text.Json;

namespace Azul.Plugins.Repositories.Tdr.Services;

/// <summary>Properties of JSON that may be absent, or of another type than they should be.</summary>
internal static class JsonProperties
{
    /// <summary>The text under a name; null where there is none.</summary>
    public static string? TextOrNull(this JsonElement parent, string name) => parent.Find(name, JsonValueKind.String)?.GetString();

    /// <summary>The list under a name; null where there is none.</summary>
    public static JsonElement.ArrayEnumerator? ListOrNull(this JsonElement parent, string name) => parent.Find(name, JsonValueKind.Array)?.EnumerateArray();

    private static JsonElement? Find(this JsonElement parent, string name, JsonValueKind kind) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var found) && found.ValueKind == kind ? found : null;
}
