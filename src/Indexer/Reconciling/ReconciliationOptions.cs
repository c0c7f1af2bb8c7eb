using Azul.Plugins.Catalogs;

namespace Azul.Indexer.Reconciling;

/// <summary>The settings of scheduled reconciliation: <c>Azul:Reconciliation</c>.</summary>
internal sealed record ReconciliationOptions
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>
    /// How often each catalog is compared with its sources. Never unless set: it makes the sources the truth, so that a bundle that a notification has deleted comes back as long as its source lists it.
    /// </summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>The same for single catalogs, by name; zero for never.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Catalogs { get; init; } = new Dictionary<string, TimeSpan>();

    /// <summary>How often a catalog is reconciled; null for never.</summary>
    public TimeSpan? IntervalOf(Catalog catalog) => Catalogs.TryGetValue(catalog.Name, out var own) ? own == TimeSpan.Zero ? null : own : Interval;

    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static ReconciliationOptions Read(IConfigurationSection section)
    {
        var options = new ReconciliationOptions();
        foreach (var setting in section.GetChildren())
        {
            options = setting.Key.ToUpperInvariant() switch
            {
                "INTERVAL" => options with { Interval = setting.ReadDuration(Shortest, Longest) },
                "CATALOGS" => options with { Catalogs = setting.GetChildren().ToDictionary(c => c.Key, c => c.ReadDuration(TimeSpan.Zero, Longest)) },
                _ => throw new ConfigurationException(setting.Path, "is not a known setting: there are Interval and Catalogs"),
            };
        }
        return options;
    }

    /// <summary>Checks that all catalogs that are named exist.</summary>
    /// <exception cref="ConfigurationException">One does not.</exception>
    public void Check(CatalogList catalogs)
    {
        foreach (var name in Catalogs.Keys.Where(n => catalogs.Find(n) is null))
            throw new ConfigurationException($"Azul:Reconciliation:Catalogs:{name}", $"is no catalog: there are {string.Join(", ", catalogs.Select(c => c.Name))}");
    }
}
