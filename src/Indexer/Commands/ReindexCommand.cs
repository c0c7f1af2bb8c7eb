using System.CommandLine;
using Azul.Indexer.Reindexing;

namespace Azul.Indexer.Commands;

/// <summary><c>reindex</c>: queues the bundles of catalogs and waits until they are indexed.</summary>
internal static class ReindexCommand
{
    private static readonly Option<string[]> Sources = CatalogOptions.Sources("Patterns with * and ? that the specifications of sources must match. Default: all.");

    private static readonly Option<string> Prefix = new("--prefix")
    {
        Description = "Only bundles whose UUIDs start with these hexadecimal digits.",
        DefaultValueFactory = _ => "",
        HelpName = "HEX",
    };

    private static readonly Option<int?> PartitionLength = new("--partition-length")
    {
        Description = "List each source in parts that differ in so many hexadecimal digits. Default: what its specification says.",
        HelpName = "N",
    };

    private static readonly Option<bool> Local = new("--local")
    {
        Description = "List the bundles in this process and queue each of them, instead of leaving the listing to the workers.",
    };

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work. Workers do it, the gateway's or those of 'run'." };

    public static Command Create()
    {
        var command = new Command("reindex", "Index all bundles of catalogs, with the workers that run, and wait until that is done.")
        {
            CatalogOptions.Catalogs, Sources, Prefix, PartitionLength, Local, NoWait,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var selection = new ReindexSelection
        {
            Catalogs = parsed.GetValue(CatalogOptions.Catalogs) ?? [],
            Sources = parsed.GetValue(Sources) ?? [],
            Prefix = parsed.GetValue(Prefix) ?? "",
            PartitionLength = parsed.GetValue(PartitionLength),
        };
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var reindexing = app.Services.GetRequiredService<IReindexing>();
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        var queued = parsed.GetValue(Local) || selection.Sources.Count > 0
            ? await EnqueueAsync(parsed, selection, app.Services, cancellation)
            : await reindexing.EnqueueAsync(selection, cancellation);
        return await QueuedWork.FinishAsync(parsed, reindexing, queued, failedBefore, wait: !parsed.GetValue(NoWait), cancellation);
    }

    // Patterns that match nothing are told about, and what they match is listed here.
    private static async Task<int> EnqueueAsync(ParseResult parsed, ReindexSelection selection, IServiceProvider services, CancellationToken cancellation)
    {
        var error = parsed.InvocationConfiguration.Error;
        var chosen = await services.GetRequiredService<SourceChoice>().FindAsync(
            selection, cancellation, unused => error.WriteLine($"Warning: no source matches '{unused}'"));
        return parsed.GetValue(Local)
            ? await ProgressDisplay.RunAsync(
                parsed,
                "parts of sources",
                chosen.Sum(c => c.Parts.Count),
                report => services.GetRequiredService<LocalReindexing>().EnqueueAsync(chosen, (parts, _) => report(parts), cancellation))
            : await services.GetRequiredService<IReindexing>().EnqueueAsync(selection, cancellation);
    }
}
