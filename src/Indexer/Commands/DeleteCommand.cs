using System.CommandLine;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Commands;

/// <summary><c>delete</c>: removes the index of catalogs.</summary>
internal static class DeleteCommand
{
    private static readonly Argument<string[]> Catalogs = new("catalog")
    {
        Description = "The catalogs.",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "CATALOG",
    };

    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Do not ask." };

    public static Command Create()
    {
        var command = new Command(
            "delete",
            "Delete the index of catalogs, with all generations. On Elasticsearch queries of them are refused from then on and queued work of them has no effect, until 'create' makes an empty index; an embedded index is emptied. A gateway makes an index and fills it when it starts, unless IndexOnStart is false.")
        {
            Catalogs, Yes,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var maintenance = app.Services.GetRequiredService<IIndexMaintenance>();
        var counts = new Dictionary<Catalog, DocumentCounts>();
        foreach (var catalog in app.Services.GetRequiredService<SourceChoice>().Catalogs(parsed.GetRequiredValue(Catalogs)))
        {
            counts.Add(catalog, await maintenance.ExistsAsync(catalog.Name, cancellation)
                ? await app.Services.GetRequiredService<IDocumentStore>().CountAsync(catalog.Name, cancellation)
                : new(0, 0, 0));
        }
        if (!await MayDeleteAsync(parsed, counts, cancellation))
        {
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Nothing was deleted.");
            return CommandLine.Failed;
        }
        var gone = new Dictionary<Catalog, IReadOnlyList<string>>();
        foreach (var (catalog, count) in counts)
            gone.Add(catalog, await DeleteAsync(parsed, maintenance, catalog, count, cancellation));
        await CommandJson.ReportAsync(
            parsed,
            new { deleted = counts.Select(c => new { catalog = c.Key.Name, c.Value.Contributions, c.Value.Aggregates, c.Value.Replicas, removed = gone[c.Key] }) },
            string.Join('\n', counts.Select(c => $"Deleted the index of {c.Key.Name}: {Describe(c.Value)}.{(gone[c.Key].Count == 0 ? "" : $" Gone are {string.Join(", ", gone[c.Key])}.")}")));
        return 0;
    }

    private static async Task<bool> MayDeleteAsync(ParseResult parsed, Dictionary<Catalog, DocumentCounts> counts, CancellationToken cancellation)
    {
        if (parsed.GetValue(Yes) || counts.Values.All(c => c == new DocumentCounts(0, 0, 0)))
            return true;
        if (parsed.GetValue(CommonOptions.Json))
            throw new ArgumentException("--json cannot ask: confirm with --yes");
        foreach (var (catalog, count) in counts)
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{catalog.Name}: {Describe(count)}");
        await parsed.InvocationConfiguration.Output.WriteAsync("Delete all of this? [y/N] ");
        try
        {
            // Whoever reads from a terminal cannot be told to stop.
            var answer = await Task.Run(((CommandInvocation)parsed.InvocationConfiguration).Input.ReadLine, CancellationToken.None).WaitAsync(cancellation);
            return answer?.Trim().ToUpperInvariant() is "Y" or "YES";
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException("Nothing was deleted. Repeat the command to be asked again.");
        }
    }

    private static async Task<IReadOnlyList<string>> DeleteAsync(ParseResult parsed, IIndexMaintenance maintenance, Catalog catalog, DocumentCounts count, CancellationToken cancellation)
    {
        var total = count.Contributions + count.Aggregates + count.Replicas;
        try
        {
            // An index that holds nothing goes as well, and the rest of one whose deletion was interrupted.
            return total == 0
                ? await maintenance.DeleteAsync(catalog.Name, null, cancellation)
                : await ProgressDisplay.RunAsync(parsed, $"documents of {catalog.Name}", total, report => maintenance.DeleteAsync(catalog.Name, report, cancellation));
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"The index of '{catalog.Name}' is deleted in part: repeat the command to delete the rest.");
        }
    }

    private static string Describe(DocumentCounts counts) => $"{counts.Aggregates} documents, made of {counts.Contributions} contributions, and {counts.Replicas} replicas";
}
