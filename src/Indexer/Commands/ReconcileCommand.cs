using System.CommandLine;
using Azul.Indexer.Reconciling;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;

namespace Azul.Indexer.Commands;

/// <summary><c>reconcile</c>: queues what makes the index equal to its sources.</summary>
internal static class ReconcileCommand
{
    private static readonly Option<string[]> Names = new("--catalogs")
    {
        Description = "The catalogs. Default: all that are not internal.",
        AllowMultipleArgumentsPerToken = true,
        HelpName = "NAME",
    };

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work. Workers do it, the gateway's or those of 'run'." };

    public static Command Create()
    {
        var command = new Command("reconcile", "Compare catalogs with their sources, and index what is missing, changed or gone, with the workers that run.") { Names, NoWait };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var reindexing = app.Services.GetRequiredService<IReindexing>();
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        var differences = new List<SourceDifference>();
        foreach (var catalog in Catalogs(app.Services.GetRequiredService<CatalogList>(), parsed.GetValue(Names) ?? []))
            differences.AddRange(await app.Services.GetRequiredService<Reconciliation>().RunAsync(catalog, cancellation));
        var error = parsed.InvocationConfiguration.Error;
        foreach (var difference in differences.Where(d => d.Problem is not null))
            await error.WriteLineAsync($"{difference.Source.Spec} cannot be listed in full, so nothing of it was changed: {difference.Problem}");
        if (!parsed.GetValue(CommonOptions.Json))
        {
            foreach (var difference in differences.Where(d => d.Problem is null))
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{difference.Source.Spec} lists {difference.Listed} bundles; {difference.Added} to index, {difference.Removed} versions to delete");
        }
        var queued = (int)Math.Min(int.MaxValue, differences.Sum(d => d.Added + d.Removed));
        var status = await QueuedWork.FinishAsync(parsed, reindexing, queued, failedBefore, wait: !parsed.GetValue(NoWait), cancellation);
        return differences.Exists(d => d.Problem is not null) ? CommandLine.Failed : status;
    }

    private static IReadOnlyList<Catalog> Catalogs(CatalogList catalogs, string[] names) => names.Length == 0
        ? [.. catalogs.Where(c => !c.IsInternal)]
        : [.. names.Distinct().Select(name => catalogs.Find(name)
            ?? throw new ReindexingException("CATALOG_UNKNOWN", $"there is no catalog '{name}', only {string.Join(", ", catalogs.Select(c => c.Name))}"))];
}
