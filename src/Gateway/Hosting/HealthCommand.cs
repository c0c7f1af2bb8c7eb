using Azul.Indexer.Hosting;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Hosting;

/// <summary>Asks the gateway that runs on this machine how it is: <c>dotnet run --project src/Gateway -- health [--basic] [--urls URL]</c>.</summary>
internal static class HealthCommand
{
    public const string Name = "health";

    private const string Basic = "--basic";
    private const string DefaultUrls = "http://localhost:5000";

    /// <summary>Writes what it says.</summary>
    /// <returns>0 where it is well, otherwise 1.</returns>
    /// <exception cref="ConfigurationException">An argument is wrong.</exception>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = args.Where(a => a != Basic).ToArray();
        if (settings is not ([] or ["--urls", _]) && !(settings is [var one] && one.StartsWith("--urls=", StringComparison.Ordinal)))
            throw new ConfigurationException(Name, $"'{string.Join(' ', settings)}' is not understood: there are {Basic} and --urls URL");
        var configuration = AzulConfiguration.Reading(() => WebApplication.CreateBuilder(settings)).Configuration;
        var urls = configuration["urls"] is { Length: > 0 } configured ? configured : DefaultUrls;
        return await HealthProbe.AskAsync(urls, args.Contains(Basic), Console.Out, Console.Error, CancellationToken.None) ? 0 : 1;
    }
}
