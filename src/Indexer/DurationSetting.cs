using System.Globalization;
using Azul.Plugins.Catalogs;

namespace Azul.Indexer;

/// <summary>Reads settings that are times.</summary>
internal static class DurationSetting
{
    public static TimeSpan Read(IConfigurationSection setting, TimeSpan min, TimeSpan max) =>
        TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw new ConfigurationException(setting.Path, $"is '{setting.Value}': it must be a time from {min} to {max} in the form days.hours:minutes:seconds");
}
