using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Hosting;

/// <summary>
/// Whether the gateway is the indexer, too: <c>Azul:HostIndexer</c>. Unless set, it is where the queues are those of this machine, and is not where workers of their own take from Amazon SQS.
/// </summary>
internal static class HostedIndexer
{
    public const string Key = "Azul:HostIndexer";

    /// <exception cref="ConfigurationException">The setting is neither true nor false.</exception>
    public static bool IsOn(IConfiguration configuration) => configuration[Key] switch
    {
        null or "" => !"Sqs".Equals(configuration["Azul:Queue"], StringComparison.OrdinalIgnoreCase),
        _ => configuration.GetSection(Key).ReadFlag(),
    };
}
