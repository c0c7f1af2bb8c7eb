using Azul.Gateway.GraphQL;
using Azul.Gateway.Rest;
using Azul.GraphSchema.Naming;
using Azul.Indexer;
using Azul.Indexer.Hosting;
using Azul.Indexer.Queues;
using Azul.Indexer.Webhook;
using Azul.Plugins.Catalogs;
using Azul.Search;

namespace Azul.Gateway.Hosting;

/// <summary>The gateway as a program: GraphQL and REST over the index and, embedded, the indexer.</summary>
internal static class GatewayProgram
{
    /// <summary>Runs until it is told to stop.</summary>
    /// <returns>The exit status: 0, 1 where <c>health</c> finds it unwell, or 2 where the configuration is wrong, plugins get in each other's way, or store or queues cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (SchemaCommand.Run(args, Console.Out))
            return 0;
        try
        {
            if (args is [HealthCommand.Name, ..])
                return await HealthCommand.RunAsync(args[1..]);
            await using var app = Build(args);
            await app.RunUntilStoppedAsync();
            return 0;
        }
        catch (Exception e) when (e is ConfigurationException or StoreException or QueueException or SchemaConflictException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
    }

    /// <summary>The program, ready to be started.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = AzulConfiguration.Reading(() => WebApplication.CreateBuilder(args));
        builder.AddCatalogsAndIndex();
        var azul = builder.Configuration.GetSection(AzulConfiguration.Section);
        var hostsIndexer = HostedIndexer.IsOn(builder.Configuration);
        if (hostsIndexer)
            builder.Services.AddIndexer(azul);
        else
            builder.Services.AddWorkQueues(azul).AddHostedService<StoreOpening>();
        builder.Services.AddRestApi();
        builder.Services.AddGraphQLApi(azul);
        builder.Services.AddSingleton<FirstIndexing>();
        builder.Services.AddHostedService(s => s.GetRequiredService<FirstIndexing>());
        var app = builder.Build();
        if (hostsIndexer)
            app.UseIndexingWebhook();
        app.MapRestApi();
        app.MapGraphQLApi();
        // A wrong setting must stop the start, not the first request.
        _ = app.Services.GetRequiredService<CatalogList>();
        _ = app.Services.GetRequiredService<FirstIndexing>();
        return app;
    }
}
