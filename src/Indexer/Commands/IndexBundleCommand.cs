using System.CommandLine;
using Azul.Indexer.Reindexing;

namespace Azul.Indexer.Commands;

/// <summary><c>index-bundle</c>: queues one bundle.</summary>
internal static class IndexBundleCommand
{
    private static readonly Argument<string> Bundle = new("bundle") { Description = "The UUID of the bundle, or UUID.VERSION." };

    private static readonly Option<string?> CatalogName = new("--catalog") { Description = "The catalog. Default: the first.", HelpName = "NAME" };

    private static readonly Option<bool> Delete = new("--delete") { Description = "Delete the bundle from the index instead." };

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work." };

    public static Command Create()
    {
        var command = new Command("index-bundle", "Index one bundle, or delete it from the index.") { Bundle, CatalogName, Delete, NoWait };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var catalog = app.Services.GetRequiredService<SourceChoice>().Catalog(parsed.GetValue(CatalogName));
        var bundle = await BundleSearch.FindAsync(catalog, parsed.GetRequiredValue(Bundle), new([]), cancellation);
        var reindexing = app.Services.GetRequiredService<IReindexing>();
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        await reindexing.NotifyAsync(catalog, [bundle], parsed.GetValue(Delete), cancellation);
        return await app.Services.GetRequiredService<QueuedWork>().FinishAsync(
            parsed, 1, failedBefore, wait: !parsed.GetValue(NoWait), $"The bundle {bundle.Fqid} is {(parsed.GetValue(Delete) ? "not in the index any more" : "indexed")}.", cancellation);
    }
}
