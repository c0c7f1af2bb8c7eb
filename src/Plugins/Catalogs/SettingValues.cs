using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Catalogs;

/// <summary>Reads the values of settings. What cannot be one is a <see cref="ConfigurationException"/> with the full path of the key and what would be right.</summary>
public static class SettingValues
{
    /// <exception cref="ConfigurationException">It is no integer in this range, ends included.</exception>
    public static int ReadInteger(this IConfigurationSection setting, int min, int max) =>
        int.TryParse(setting.Value, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Wrong(setting, $"an integer from {min} to {max}");

    /// <exception cref="ConfigurationException">It is no number in this range, ends included.</exception>
    public static double ReadNumber(this IConfigurationSection setting, double min, double max) =>
        double.TryParse(setting.Value, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Wrong(setting, string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}"));

    /// <exception cref="ConfigurationException">It is neither true nor false.</exception>
    public static bool ReadFlag(this IConfigurationSection setting) => bool.TryParse(setting.Value, out var value) ? value : throw Wrong(setting, "true or false");

    /// <exception cref="ConfigurationException">It is no time in this range, ends included.</exception>
    public static TimeSpan ReadDuration(this IConfigurationSection setting, TimeSpan min, TimeSpan max) =>
        TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Wrong(setting, $"a time from {min} to {max} in the form [days.]hours:minutes:seconds");

    private static ConfigurationException Wrong(IConfigurationSection setting, string right) => new(setting.Path, $"is '{setting.Value}': it must be {right}");
}
