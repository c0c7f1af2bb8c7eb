using Azul.Plugins.Naming;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Catalogs;

/// <summary>Reads settings of a catalog. What is wrong with one is a <see cref="ConfigurationException"/> with its full path.</summary>
internal static class CatalogSettings
{
    public static string? Text(this IConfiguration section, string key) =>
        section.GetSection(key).Value is { Length: > 0 } value ? value : null;

    public static string RequiredText(this IConfigurationSection section, string key, string expected) =>
        section.Text(key) ?? throw new ConfigurationException(section.PathOf(key), $"is missing: it must be {expected}");

    /// <summary>The full path of a folder, which must be there.</summary>
    public static string RequiredFolder(this IConfigurationSection section, string key, string expected, string contentRoot)
    {
        var folder = Path.GetFullPath(section.RequiredText(key, expected), Path.GetFullPath(contentRoot));
        return Directory.Exists(folder) ? folder : throw new ConfigurationException(section.PathOf(key), $"there is no folder '{folder}'");
    }

    public static bool Flag(this IConfigurationSection section, string key) => section.Text(key) is not null && section.GetSection(key).ReadFlag();

    /// <summary>The elements of a list; none where the key is absent or the list is empty.</summary>
    public static IReadOnlyList<IConfigurationSection> Elements(this IConfigurationSection section)
    {
        var elements = section.GetChildren().ToArray();
        if (section.Value is { Length: > 0 } || elements.Any(e => !int.TryParse(e.Key, out _)))
            throw new ConfigurationException(section.Path, "must be a list");
        return elements;
    }

    public static IReadOnlyList<string> Texts(this IConfigurationSection section, string key) =>
    [
        .. section.GetSection(key).Elements().Select(e => e.Value is { Length: > 0 } text ? text : throw new ConfigurationException(e.Path, "must be text that is not empty")),
    ];

    public static void AllowOnly(this IConfigurationSection section, IReadOnlyList<string> keys)
    {
        foreach (var child in section.GetChildren())
        {
            if (!keys.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new ConfigurationException(child.Path, $"is not a known setting here: there are {NearestNames.Listing(child.Key, keys)}");
        }
    }

    public static string PathOf(this IConfigurationSection section, string key) => ConfigurationPath.Combine(section.Path, key);
}
