using System.CommandLine;
using Azul.Indexer.Hosting;
using Azul.Indexer.Webhook;

namespace Azul.Indexer.Commands;

/// <summary><c>run</c>: the worker.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Work: take bundles from the queue, index them, and listen for notifications. Stops cleanly on Ctrl-C and SIGTERM, and puts back what is not finished.");
        command.SetAction(RunAsync);
        return command;
    }

    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var builder = CommandServices.Builder(parsed);
        builder.Services.AddIndexer(builder.Configuration.GetSection(AzulConfiguration.Section));
        builder.Services.AddOpenApi();
        await using var app = builder.Build();
        app.MapOpenApi("/openapi");
        app.MapIndexerHealth();
        app.MapIndexingWebhook();
        await app.StartAsync(cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
