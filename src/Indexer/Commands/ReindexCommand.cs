using System.CommandLine;
using Azul.Indexer.Reindexing;

namespace Azul.Indexer.Commands;

/// <summary><c>reindex</c>: queues the bundles of catalogs and waits until they are indexed.</summary>
internal static class ReindexCommand
{
    private static readonly Option<string[]> Catalogs = new("--catalogs")
    {
        Description = "The catalogs. Default: all that are not internal.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "NAME",
    };

    private static readonly Option<string[]> Sources = new("--sources")
    {
        Description = "Patterns with * and ? that the specifications of sources must match. Default: all.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "GLOB",
    };

    private static readonly Option<string> Prefix = new("--prefix")
    {
        Description = "Only bundles whose UUIDs start with these hexadecimal digits.",
        DefaultValueFactory = _ => "",
        HelpName = "HEX",
    };

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work. Workers do it, the gateway's or those of 'run'." };

    public static Command Create()
    {
        var command = new Command("reindex", "Index all bundles of catalogs, with the workers that run, and wait until that is done.") { Catalogs, Sources, Prefix, NoWait };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var selection = new ReindexSelection
        {
            Catalogs = parsed.GetValue(Catalogs) ?? [],
            Sources = parsed.GetValue(Sources) ?? [],
            Prefix = parsed.GetValue(Prefix) ?? "",
        };
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var reindexing = app.Services.GetRequiredService<IReindexing>();
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        var queued = await reindexing.EnqueueAsync(selection, cancellation);
        return await QueuedWork.FinishAsync(parsed, reindexing, queued, failedBefore, wait: !parsed.GetValue(NoWait), cancellation);
    }
}
