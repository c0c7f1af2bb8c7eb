using System.CommandLine;
using Azul.Indexer.Maintenance;
using Azul.Indexer.Reconciling;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Repositories;

namespace Azul.Indexer.Commands;

/// <summary><c>reconcile</c>: queues what makes the index equal to its sources.</summary>
internal static class ReconcileCommand
{
    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work. Workers do it, the gateway's or those of 'run'." };

    public static Command Create()
    {
        var command = new Command("reconcile", "Compare catalogs with their sources, and index what is missing, changed or gone, with the workers that run. A catalog whose new generation is being built is left out: that is made of the sources anyway.")
        {
            CatalogOptions.Catalogs, NoWait,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var reindexing = app.Services.GetRequiredService<IReindexing>();
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        var error = parsed.InvocationConfiguration.Error;
        var (differences, isComplete) = (new List<SourceDifference>(), true);
        foreach (var catalog in app.Services.GetRequiredService<SourceChoice>().Catalogs(parsed.GetValue(CatalogOptions.Catalogs) ?? []))
        {
            try
            {
                differences.AddRange(await app.Services.GetRequiredService<Reconciliation>().RunAsync(catalog, cancellation));
                if (await app.Services.GetRequiredService<RetiredSources>().WarningAsync(catalog, cancellation) is { } warning)
                    await error.WriteLineAsync($"Warning: {warning}");
            }
            catch (Exception e) when (e is ReindexingException or RepositoryException)
            {
                // What is wrong with one catalog keeps no other from being put right.
                await error.WriteLineAsync(e.Message);
                isComplete = false;
            }
        }
        foreach (var difference in differences.Where(d => d.Problem is not null))
        {
            await error.WriteLineAsync($"{difference.Source.Spec} cannot be listed in full, so nothing of it was changed: {difference.Problem}");
            isComplete = false;
        }
        if (!parsed.GetValue(CommonOptions.Json))
        {
            foreach (var difference in differences.Where(d => d.Problem is null))
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{difference.Source.Spec} lists {difference.Listed} bundles; {difference.Added} to index, {difference.Removed} versions to delete");
        }
        var queued = (int)Math.Min(int.MaxValue, differences.Sum(d => d.Added + d.Removed));
        var status = queued == 0 && !isComplete ? CommandLine.Failed : await app.Services.GetRequiredService<QueuedWork>().FinishAsync(
            parsed, queued, failedBefore, wait: !parsed.GetValue(NoWait), "The index has what the sources have.", cancellation);
        return isComplete ? status : CommandLine.Failed;
    }
}
