using System.CommandLine;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Search;

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

    private static readonly Option<bool> InPlace = new("--in-place")
    {
        Description = "Index into the live generation. Default: where all bundles of a catalog are indexed that holds some already, a new generation is built beside it and becomes live once it is complete.",
    };

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work. Workers do it, the gateway's or those of 'run'." };

    public static Command Create()
    {
        var command = new Command("reindex", "Index all bundles of catalogs, with the workers that run, and wait until that is done.")
        {
            CatalogOptions.Catalogs, Sources, Prefix, PartitionLength, Local, InPlace, NoWait,
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
        selection = selection with { NewGeneration = !parsed.GetValue(InPlace) && !parsed.GetValue(Local) && await IsFullAsync(selection, app.Services, cancellation) };
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        var queued = parsed.GetValue(Local) || selection.Sources.Count > 0
            ? await EnqueueAsync(parsed, selection, app.Services, cancellation)
            : await reindexing.EnqueueAsync(selection, cancellation);
        var status = await app.Services.GetRequiredService<QueuedWork>().FinishAsync(
            parsed, queued, failedBefore, wait: !parsed.GetValue(NoWait), "Everything is indexed.", cancellation);
        return selection.NewGeneration && !parsed.GetValue(NoWait)
            ? await app.Services.GetRequiredService<GenerationWait>().FinishAsync(parsed, selection.Catalogs, status, cancellation)
            : status;
    }

    // Where nothing can be seen yet, nothing can be seen half-built.
    private static async Task<bool> IsFullAsync(ReindexSelection selection, IServiceProvider services, CancellationToken cancellation)
    {
        if (selection.Sources.Count > 0 || selection.Prefix.Length > 0)
            return false;
        var store = services.GetRequiredService<IDocumentStore>();
        foreach (var catalog in services.GetRequiredService<CatalogList>().Where(c => selection.Catalogs.Count == 0 ? !c.IsInternal : selection.Catalogs.Contains(c.Name)))
        {
            if ((await store.CountAsync(catalog.Name, cancellation)).Contributions > 0)
                return true;
        }
        return false;
    }

    // Patterns that match nothing are told about, and what they match is listed here.
    private static async Task<int> EnqueueAsync(ParseResult parsed, ReindexSelection selection, IServiceProvider services, CancellationToken cancellation)
    {
        var error = parsed.InvocationConfiguration.Error;
        var chosen = await services.GetRequiredService<SourceChoice>().FindAsync(
            selection, cancellation, unused => error.WriteLine($"Warning: no source matches '{unused}'"));
        return parsed.GetValue(Local)
            ? await ListAsync(parsed, chosen, services.GetRequiredService<LocalReindexing>(), cancellation)
            : await services.GetRequiredService<IReindexing>().EnqueueAsync(selection, cancellation);
    }

    private static async Task<int> ListAsync(ParseResult parsed, IReadOnlyList<ChosenSource> chosen, LocalReindexing reindexing, CancellationToken cancellation)
    {
        var (parts, listed) = (chosen.Sum(c => c.Parts.Count), 0);
        try
        {
            return await ProgressDisplay.RunAsync(parsed, "parts of sources", parts, report => reindexing.EnqueueAsync(chosen, (done, _) => report(listed = done), cancellation));
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"The bundles of {listed} of {Counted.Of(parts, "part")} are queued, and workers index them. Repeat the command to queue all.");
        }
    }
}
