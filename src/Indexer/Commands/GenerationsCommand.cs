using System.CommandLine;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Spectre.Console;

namespace Azul.Indexer.Commands;

/// <summary><c>generations</c>: the builds of each catalog's index.</summary>
internal static class GenerationsCommand
{
    private static readonly Argument<string> CatalogName = new("catalog") { Description = "The catalog." };

    private static readonly Argument<long> Number = new("number") { Description = "The number of the generation, as 'list' shows it." };

    public static Command Create() => new("generations", "Look at the builds of each catalog's index, and say which one is live.")
    {
        Sub("list", "The generations of all catalogs.", ListAsync),
        Sub("switch", "Make a generation live: go back to one that was, or take one that is being built as it is. A retired one is as old as it is; 'reconcile' brings it up to date.", SwitchAsync, CatalogName, Number),
        Sub("abandon", "Give up a generation that is being built. What was queued for it is dropped.", AbandonAsync, CatalogName, Number),
    };

    private static Command Sub(
        string name, string description, Func<ParseResult, IServiceProvider, TextWriter, CancellationToken, Task> action, params Argument[] arguments)
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
            command.Arguments.Add(argument);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var app = await CommandServices.OpenAsync(parsed, cancellation);
            await action(parsed, app.Services, parsed.InvocationConfiguration.Output, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task ListAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var all = new List<(string Catalog, Generation Generation)>();
        foreach (var catalog in services.GetRequiredService<CatalogList>())
            all.AddRange((await Generations(services).ListAsync(catalog.Name, cancellation)).Select(g => (catalog.Name, g)));
        if (parsed.GetValue(CommonOptions.Json))
        {
            await CommandJson.WriteAsync(
                output, all.Select(g => new { g.Catalog, g.Generation.Number, State = $"{g.Generation.State}", g.Generation.Since, g.Generation.Problem }));
            return;
        }
        var table = new Table().AddColumn("catalog").AddColumn(new TableColumn("number").RightAligned()).AddColumn("state").AddColumn("since").AddColumn("problem");
        foreach (var (catalog, generation) in all)
        {
            var since = generation.Since == DateTimeOffset.UnixEpoch ? "its beginning" : $"{generation.Since:u}";
            table.AddRow(new Text(catalog), new Text($"{generation.Number}"), new Text($"{generation.State}"), new Text(since), new Text(generation.Problem ?? ""));
        }
        CommandLine.ConsoleOf(output).Write(table);
    }

    private static async Task SwitchAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var (catalog, number) = (parsed.GetRequiredValue(CatalogName), parsed.GetRequiredValue(Number));
        await Generations(services).SwitchAsync(catalog, number, cancellation);
        await ReportAsync(parsed, output, new { catalog, live = number }, $"Generation {number} of {catalog} is live.");
    }

    private static async Task AbandonAsync(ParseResult parsed, IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var (catalog, number) = (parsed.GetRequiredValue(CatalogName), parsed.GetRequiredValue(Number));
        await Generations(services).AbandonAsync(catalog, number, "an operator gave it up", cancellation);
        await ReportAsync(parsed, output, new { catalog, abandoned = number }, $"Generation {number} of {catalog} is abandoned, and will be removed.");
    }

    private static IGenerations Generations(IServiceProvider services) => services.GetRequiredService<IGenerations>();

    private static Task ReportAsync(ParseResult parsed, TextWriter output, object json, string text) =>
        parsed.GetValue(CommonOptions.Json) ? CommandJson.WriteAsync(output, json) : output.WriteLineAsync(text);
}
