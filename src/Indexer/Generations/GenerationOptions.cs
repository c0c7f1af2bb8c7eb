using Azul.Plugins.Catalogs;

namespace Azul.Indexer.Generations;

/// <summary>The settings of generations: <c>Azul:Generations</c>.</summary>
internal sealed record GenerationOptions
{
    /// <summary>How long a generation that was live is kept, so that one can go back to it. One day unless set.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(1);

    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static GenerationOptions Read(IConfigurationSection section)
    {
        var options = new GenerationOptions();
        foreach (var setting in section.GetChildren())
        {
            options = setting.Key.ToUpperInvariant() switch
            {
                "KEEPFOR" => options with { KeepFor = setting.ReadDuration(TimeSpan.Zero, TimeSpan.FromDays(365)) },
                _ => throw new ConfigurationException(setting.Path, "is not a known setting: there is KeepFor"),
            };
        }
        return options;
    }
}
