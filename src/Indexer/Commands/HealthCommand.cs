using System.CommandLine;
using Azul.Indexer.Hosting;

namespace Azul.Indexer.Commands;

/// <summary><c>health</c>: how the worker that runs here is.</summary>
internal static class HealthCommand
{
    private static readonly Option<bool> Basic = new("--basic")
    {
        Description = "Only whether it answers at all, whatever store and queues do.",
    };

    public static Command Create()
    {
        var command = new Command("health", "Ask the worker that runs on this machine how it is. The exit status is 1 where it is not well, or does not answer.") { Basic, RunCommand.Urls };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var urls = RunCommand.UrlsOf(parsed, CommandServices.Configuration(parsed).Configuration);
        var console = parsed.InvocationConfiguration;
        return await HealthProbe.AskAsync(urls, parsed.GetValue(Basic), console.Output, console.Error, cancellation) ? 0 : CommandLine.Failed;
    }
}
