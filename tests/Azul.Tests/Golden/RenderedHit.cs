using System.Text;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;

namespace Azul.Tests.Golden;

/// <summary>Hits as REST shows them.</summary>
internal static class RenderedHit
{
    /// <summary>The hit of an aggregate.</summary>
    /// <param name="plugin">The plugin that knows the aggregate.</param>
    /// <param name="catalog">The catalog that URLs of files name.</param>
    /// <param name="aggregate">The aggregate.</param>
    /// <param name="isAccessible">Whether the caller may access the entity.</param>
    public static Value Of(IMetadataPlugin plugin, string catalog, Aggregate aggregate, bool isAccessible = true)
    {
        using var writer = new HitWriter();
        plugin.HitOf(plugin.Model.EntityType(aggregate.Entity.EntityType)!).Write(aggregate.ToDocument(), writer);
        return ValueJson.FromElement(JsonElement.Parse(Fill(writer.ToTemplate(), catalog, isAccessible)));
    }

    private static byte[] Fill(byte[] template, string catalog, bool isAccessible)
    {
        var text = new StringBuilder();
        var parts = Encoding.UTF8.GetString(template).Split((char)HitTemplate.Mark);
        foreach (var (i, part) in parts.Index())
            text.Append(i % 2 == 0 ? part : part[0] == HitTemplate.Accessible ? isAccessible ? "true" : "false" : FileUrl(part[2..], catalog));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string FileUrl(string file, string catalog) => file.Split(' ') is [var uuid, var version]
        ? $"\"{{base}}/repository/files/{uuid}?catalog={catalog}&version={version.Replace(":", "%3A", StringComparison.Ordinal)}\""
        : throw new ArgumentException($"'{file}' is no file", nameof(file));
}
