using System.Text.RegularExpressions;
using Azul.Plugins.Catalogs;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>Which queues of Amazon SQS are meant: <c>Azul:Sqs</c>. Region and credentials are found as every AWS SDK finds them.</summary>
internal sealed partial record SqsOptions
{
    /// <summary>What the names of all queues start with. <c>azul</c> unless set.</summary>
    public string Prefix { get; init; } = "azul";

    /// <summary>What the names of all queues end with. <c>dev</c> unless set.</summary>
    public string Deployment { get; init; } = "dev";

    /// <summary>The address of the service, where it is not that of AWS or <c>AWS_ENDPOINT_URL_SQS</c>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>
    /// How many message groups there are for tallies. An entity always has the same, and while a tally of it is in flight, those of the others in its group wait too; but tallies that were sent together
    /// are one message of their group, and servers such as ElasticMQ, which look at all groups of a queue for each message that they give out, are many times as fast with few. 64 unless set; null, and 0 in
    /// the configuration, for a group for each entity.
    /// </summary>
    public int? TallyGroups { get; init; } = 64;

    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static SqsOptions Read(IConfigurationSection section)
    {
        var options = new SqsOptions();
        foreach (var setting in section.GetChildren())
        {
            options = setting.Key.ToUpperInvariant() switch
            {
                "PREFIX" => options with { Prefix = Name(setting) },
                "DEPLOYMENT" => options with { Deployment = Name(setting) },
                "ENDPOINT" => options with { Endpoint = Url(setting) },
                "TALLYGROUPS" => options with { TallyGroups = setting.ReadInteger(0, 20_000) is > 0 and var groups ? groups : null },
                _ => throw new ConfigurationException(setting.Path, "is not a known setting: there are Prefix, Deployment, Endpoint and TallyGroups"),
            };
        }
        return options;
    }

    /// <summary>The name of a queue (<c>spec/indexer.md</c> §1.4).</summary>
    public string NameOf(WorkQueue queue) => $"{Prefix}-{queue.Name()}-{Deployment}{(queue.IsGrouped() ? ".fifo" : "")}";

    private static string Name(IConfigurationSection setting) => setting.Value is { } value && NamePattern().IsMatch(value)
        ? value
        : throw new ConfigurationException(setting.Path, $"is '{setting.Value}': it must be 2 to 17 lower-case letters and digits, a letter first");

    private static string Url(IConfigurationSection setting) => Uri.TryCreate(setting.Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? setting.Value
        : throw new ConfigurationException(setting.Path, $"is '{setting.Value}': it must be an http or https URL");

    [GeneratedRegex("^[a-z][a-z0-9]{1,16}$")]
    private static partial Regex NamePattern();
}
