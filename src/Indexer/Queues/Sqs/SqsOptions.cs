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
    /// How many message groups there are for tallies: an entity always has the same, and while tallies of it are in flight, those of the others in its group wait too. A group for each entity unless set.
    /// To be set for ElasticMQ, which looks at all groups of a queue for each message that it gives out; some 64 will do.
    /// </summary>
    public int? TallyGroups { get; init; }

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
                "TALLYGROUPS" => options with { TallyGroups = setting.ReadInteger(1, 20_000) },
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
