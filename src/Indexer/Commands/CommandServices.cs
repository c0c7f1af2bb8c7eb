using System.CommandLine;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Search.Embedded;
using Microsoft.Extensions.Configuration.Json;

namespace Azul.Indexer.Commands;

/// <summary>Puts together what a command needs, from the same configuration as the gateway's.</summary>
internal static class CommandServices
{
    private const string FileName = "appsettings.json";

    /// <summary>A builder with the configuration, catalogs and index.</summary>
    /// <exception cref="ConfigurationException">The configuration is wrong.</exception>
    public static WebApplicationBuilder Builder(ParseResult parsed)
    {
        var file = parsed.GetValue(CommonOptions.Config);
        if (file is { Exists: false })
            throw new ConfigurationException("--config", $"there is no file {file.FullName}");
        var contentRoot = file?.DirectoryName
            ?? (File.Exists(Path.Combine(Environment.CurrentDirectory, FileName)) ? Environment.CurrentDirectory : AppContext.BaseDirectory);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = contentRoot });
        if (file is not null)
        {
            // Between the files that are read by default and the environment.
            var source = new JsonConfigurationSource { Path = file.FullName };
            source.ResolveFileProvider();
            var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
            var environment = sources.Count;
            while (environment > 0 && sources[environment - 1] is not JsonConfigurationSource)
                environment--;
            sources.Insert(environment, source);
        }
        builder.Services.AddCatalogs(builder.Configuration, contentRoot);
        builder.Services.AddEmbeddedIndex(new() { DataFolder = builder.Configuration["Azul:DataFolder"] is { Length: > 0 } folder ? folder : "./data" });
        return builder;
    }

    /// <summary>The services of a command that puts work into queues or looks at them, but does none of it.</summary>
    public static async Task<WebApplication> OpenAsync(ParseResult parsed, CancellationToken cancellation, bool mustExist = true)
    {
        var builder = Builder(parsed);
        builder.Logging.ClearProviders();
        builder.Services.AddWorkQueues(builder.Configuration.GetSection("Azul"));
        var app = builder.Build();
        if (mustExist)
            await app.Services.GetRequiredService<IWorkQueues>().OpenAsync(cancellation);
        return app;
    }
}
