using System.Globalization;
using Azul.Plugins.Catalogs;

namespace Azul.Indexer.Webhook;

/// <summary>The settings of the web-hook: <c>Azul:Indexer:Webhook</c>.</summary>
internal sealed record WebhookOptions
{
    /// <summary>The secret that notifiers share, used as UTF-8 bytes. Without one every notification is refused.</summary>
    public string? Key { get; init; }

    /// <summary>The id that signatures name the key by.</summary>
    public string? KeyId { get; init; }

    /// <summary>How far the time of a signature may be from now, either way. 5 minutes unless set.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(5);

    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static WebhookOptions Read(IConfigurationSection section)
    {
        var options = new WebhookOptions();
        foreach (var setting in section.GetChildren())
        {
            options = setting.Key.ToUpperInvariant() switch
            {
                "KEY" => options with { Key = setting.Value },
                "KEYID" => options with { KeyId = setting.Value },
                "WINDOW" => options with { Window = Duration(setting) },
                _ => throw new ConfigurationException(setting.Path, "is not a known setting: there are Key, KeyId and Window"),
            };
        }
        if (string.IsNullOrEmpty(options.Key) != string.IsNullOrEmpty(options.KeyId))
            throw new ConfigurationException(section.Path, "must have both Key and KeyId, or neither");
        return options;
    }

    private static TimeSpan Duration(IConfigurationSection setting) =>
        TimeSpan.TryParse(setting.Value, CultureInfo.InvariantCulture, out var value) && value > TimeSpan.Zero
            ? value
            : throw new ConfigurationException(setting.Path, $"is '{setting.Value}': it must be a time above zero in the form hours:minutes:seconds");
}
