using Azul.Plugins.Catalogs;
using Azul.Search.Elasticsearch;
using Azul.Search.Embedded;

namespace Azul.Indexer.Hosting;

/// <summary>What both programs are made of, from one configuration.</summary>
public static class AzulConfiguration
{
    /// <summary>The section of all settings.</summary>
    public const string Section = "Azul";

    /// <summary>The folder of all data unless <c>Azul:DataFolder</c> says otherwise, in the working directory.</summary>
    public const string DefaultDataFolder = "data";

    private static readonly string[] KnownKeys = ["DataFolder", "Index", "Elasticsearch", "Queue", "Indexer", "Sqs", "Plugins", "Catalogs", "Access", "Proxies", "GraphQL", "IndexOnStart", "HostIndexer", "Generations", "Reconciliation"];

    /// <summary>
    /// Adds the catalogs and the index. Where no catalog is configured, the sample that comes with the program is one. Both programs read the same settings: <c>appsettings.json</c> in the working
    /// directory, environment variables (<c>Azul__DataFolder</c>) and command line (<c>--Azul:DataFolder</c>).
    /// </summary>
    /// <exception cref="ConfigurationException">A setting is unknown or wrong.</exception>
    public static IHostApplicationBuilder AddCatalogsAndIndex(this IHostApplicationBuilder builder)
    {
        var azul = builder.Configuration.GetSection(Section);
        foreach (var child in azul.GetChildren())
        {
            if (!KnownKeys.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw new ConfigurationException(child.Path, $"is not a known setting: there are {string.Join(", ", KnownKeys)}");
        }
        // Whoever reads the setting later is to find the same folder.
        var dataFolder = Path.GetFullPath(azul["DataFolder"] is { Length: > 0 } configured ? configured : DefaultDataFolder, builder.Environment.ContentRootPath);
        azul["DataFolder"] = dataFolder;
        MakeFolder(dataFolder);
        if (!azul.GetSection("Catalogs").GetChildren().Any())
            builder.Configuration.AddInMemoryCollection(SampleCatalog.Settings);
        Quieten(builder.Logging);
        builder.Services.AddCatalogs(builder.Environment.ContentRootPath);
        AddIndex(builder.Services, azul, dataFolder);
        return builder;
    }

    /// <summary>Does what reads configuration files.</summary>
    /// <exception cref="ConfigurationException">One of them is malformed.</exception>
    public static T Reading<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationException(Section, $"{e.Message} {e.GetBaseException().Message}");
        }
    }

    private static void AddIndex(IServiceCollection services, IConfigurationSection azul, string dataFolder)
    {
        var index = azul["Index"] ?? "Embedded";
        var elasticsearch = ElasticsearchSettings.Read(azul.GetSection("Elasticsearch"));
        if (index.Equals("Elasticsearch", StringComparison.OrdinalIgnoreCase))
            services.AddElasticsearchIndex(elasticsearch);
        else if (index.Equals("Embedded", StringComparison.OrdinalIgnoreCase))
            services.AddEmbeddedIndex(new() { DataFolder = dataFolder });
        else
            throw new ConfigurationException($"{azul.Path}:Index", $"is '{index}': it must be Embedded or Elasticsearch");
    }

    private static void MakeFolder(string dataFolder)
    {
        try
        {
            Directory.CreateDirectory(dataFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException($"{Section}:DataFolder", $"the folder '{dataFolder}' cannot be used: {e.Message}");
        }
    }

    // Requests and schedules are not news. What is configured comes later, and wins.
    // Why a start failed is said by the program itself, and better.
    private static void Quieten(ILoggingBuilder logging) => logging
        .AddFilter("Microsoft", LogLevel.Warning)
        .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
        .AddFilter("Quartz", LogLevel.Warning);
}
