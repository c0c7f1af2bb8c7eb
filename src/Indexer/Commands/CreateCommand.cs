using System.CommandLine;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Search;

namespace Azul.Indexer.Commands;

/// <summary><c>create</c>: makes what the configuration needs.</summary>
internal static class CreateCommand
{
    public static Command Create()
    {
        var command = new Command("create", "Create what the configuration needs and is not there: the data folder, an empty index for each catalog, and the queues. What is there stays as it is.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation, mustExist: false);
        var maintenance = app.Services.GetRequiredService<IIndexMaintenance>();
        var catalogs = new Dictionary<string, bool>();
        foreach (var catalog in app.Services.GetRequiredService<CatalogList>())
            catalogs.Add(catalog.Name, await maintenance.ExistsAsync(catalog.Name, cancellation));
        var queues = app.Services.GetRequiredService<IWorkQueues>();
        var created = await queues.CreateAsync(cancellation);
        await queues.OpenAsync(cancellation);
        foreach (var problem in await maintenance.CreateAsync(cancellation))
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Warning: {problem}.");

        var existed = WorkQueueNames.All.ToDictionary(q => q.Name(), q => !created.Contains(q));
        await CommandJson.ReportAsync(
            parsed,
            new { created = Part(catalogs, existed, false), existed = Part(catalogs, existed, true) },
            string.Join('\n', catalogs.Select(c => Line("catalog", c)).Concat(existed.Select(q => Line("queue", q)))));
        return 0;
    }

    private static object Part(Dictionary<string, bool> catalogs, Dictionary<string, bool> queues, bool existed) =>
        new { catalogs = Names(catalogs, existed), queues = Names(queues, existed) };

    private static string[] Names(Dictionary<string, bool> things, bool existed) => [.. things.Where(t => t.Value == existed).Select(t => t.Key)];

    private static string Line(string kind, KeyValuePair<string, bool> thing) => $"{(thing.Value ? "existed" : "created"),-8} {kind} {thing.Key}";
}
