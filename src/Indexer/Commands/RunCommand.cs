using System.CommandLine;
using Azul.Indexer.Hosting;
using Azul.Indexer.Webhook;
using Azul.Plugins.Catalogs;
using Microsoft.OpenApi;

namespace Azul.Indexer.Commands;

/// <summary><c>run</c>: the worker.</summary>
internal static class RunCommand
{
    private const string DefaultUrls = "http://localhost:5001";

    public static Option<string?> Urls { get; } = new("--urls")
    {
        Description = $"Where to listen for notifications, health, version and openapi. Default: ASPNETCORE_URLS, else {DefaultUrls}. Each of several workers on one machine needs one of its own; port 0 takes any that is free.",
        HelpName = "URL",
    };

    public static Command Create()
    {
        var command = new Command("run", "Work: take bundles from the queue, index them, and listen for notifications. Stops cleanly on Ctrl-C and SIGTERM, and puts back what is not finished.") { Urls };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Where the worker listens, separated by semicolons.</summary>
    public static string UrlsOf(ParseResult parsed, IConfiguration configuration) => parsed.GetValue(Urls) ?? configuration["urls"] ?? DefaultUrls;

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var builder = CommandServices.Builder(parsed);
        builder.Services.AddIndexer(builder.Configuration.GetSection(AzulConfiguration.Section));
        builder.Services.AddOpenApi(o => o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_0);
        builder.WebHost.UseUrls(UrlsOf(parsed, builder.Configuration));
        await using var app = builder.Build();
        app.MapOpenApi("/openapi");
        app.MapIndexerHealth();
        app.MapIndexingWebhook();
        // A wrong catalog or plugin must stop the start, not the first bundle.
        _ = app.Services.GetRequiredService<CatalogList>();
        await app.RunUntilStoppedAsync(cancellation);
        return 0;
    }
}
