using System.CommandLine;
using Azul.Indexer.Hosting;
using Azul.Indexer.Maintenance;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Microsoft.Extensions.Configuration.Json;

namespace Azul.Indexer.Commands;

/// <summary>Puts together what a command needs, from the same configuration as the gateway's.</summary>
internal static class CommandServices
{
    /// <summary>A builder with the configuration, catalogs and index.</summary>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public static WebApplicationBuilder Builder(ParseResult parsed)
    {
        var builder = Configuration(parsed);
        builder.AddCatalogsAndIndex();
        return builder;
    }

    /// <summary>A builder with the configuration, as it is written.</summary>
    /// <exception cref="ConfigurationException">A file of the configuration is missing or malformed.</exception>
    public static WebApplicationBuilder Configuration(ParseResult parsed)
    {
        var file = parsed.GetValue(CommonOptions.Config);
        if (file is { Exists: false })
            throw new ConfigurationException("--config", $"there is no file {file.FullName}");
        var builder = AzulConfiguration.Reading(() => WebApplication.CreateBuilder(
            new WebApplicationOptions { ContentRootPath = file?.DirectoryName ?? Environment.CurrentDirectory }));
        if (file is not null)
            AzulConfiguration.Reading(() => Insert(builder.Configuration, file));
        builder.Configuration.AddInMemoryCollection(parsed.GetValue(CommonOptions.Settings)?.Select(s => SettingArguments.Split(s)!.Value));
        return builder;
    }

    // After the files that are read by default, before the environment.
    private static ConfigurationManager Insert(ConfigurationManager configuration, FileInfo file)
    {
        var source = new JsonConfigurationSource { Path = file.FullName };
        source.ResolveFileProvider();
        var sources = ((IConfigurationBuilder)configuration).Sources;
        var lastFile = sources.ToList().FindLastIndex(s => s is JsonConfigurationSource);
        sources.Insert(lastFile + 1, source);
        return configuration;
    }

    /// <summary>The services of a command, none of which is used yet.</summary>
    public static WebApplication Open(ParseResult parsed)
    {
        var builder = Builder(parsed);
        builder.Logging.ClearProviders();
        builder.Services.AddWorkQueues(builder.Configuration.GetSection(AzulConfiguration.Section));
        builder.Services.AddMaintenance();
        builder.Services.AddSingleton<GenerationWait>();
        builder.Services.AddSingleton<QueuedWork>();
        return builder.Build();
    }

    /// <summary>The services of a command that puts work into queues or looks at them, but does none of it.</summary>
    public static async Task<WebApplication> OpenAsync(ParseResult parsed, CancellationToken cancellation, bool mustExist = true)
    {
        var app = Open(parsed);
        if (mustExist)
            await app.Services.GetRequiredService<IWorkQueues>().OpenAsync(cancellation);
        return app;
    }
}
