using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;

namespace Azul.Search.Documents;

/// <summary>What a plugin makes of aggregates, in one word.</summary>
internal static class PluginFingerprint
{
    /// <summary>Changes whenever aggregates made with an earlier version of the plugin do not have the columns or hits that this one's have.</summary>
    public static string Of(IMetadataPlugin plugin)
    {
        var text = new StringBuilder(plugin.Name);
        foreach (var column in Column.Of(plugin.Model))
            text.Append(CultureInfo.InvariantCulture, $"\n{column.Name} {column.Type} {string.Join('.', column.Field.Path)}");
        foreach (var entityType in plugin.Model.EntityTypes)
            text.Append(CultureInfo.InvariantCulture, $"\n{entityType.Name} {(entityType.Exposure is null ? null : Describe(plugin.HitOf(entityType)))}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Describe(HitShape hit)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            hit.WriteSchema(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
