using System.CommandLine;
using Azul.Indexer.Maintenance;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Commands;

/// <summary><c>deindex</c>: removes sources from the index.</summary>
internal static class DeindexCommand
{
    private const int MaxFailures = 10;

    private static readonly Option<string[]> Sources = CreateSources();

    public static Command Create()
    {
        var command = new Command(
            "deindex",
            "Remove sources from the index, those too that are not configured any more. Entities that other sources have as well keep what these say. Replicas stay. Purge or finish queued work of the sources before, or it brings them back.")
        {
            Sources, CatalogOptions.Catalogs,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var patterns = new SourcePatterns(parsed.GetRequiredValue(Sources));
        if (parsed.GetRequiredValue(Sources).Any(p => p.All(c => c == '*')))
            throw new ReindexingException("SOURCES_ALL", "the pattern '*' means every source: 'delete' does that, for a whole catalog");
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var chosen = await FindAsync(parsed, app.Services, patterns, cancellation);
        foreach (var unused in patterns.Unused)
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"Warning: no source matches '{unused}'");
        var outcomes = new List<(Catalog Catalog, IReadOnlyList<IndexedSource> Sources, RemovalOutcome Outcome)>();
        foreach (var (catalog, sources) in chosen)
            outcomes.Add((catalog, sources, await RemoveAsync(parsed, app.Services.GetRequiredService<SourceRemoval>(), catalog, sources, cancellation)));

        string[] failures = [.. outcomes.SelectMany(o => o.Outcome.Failures.Select(f => $"{o.Catalog.Name}: {f}"))];
        await CommandJson.ReportAsync(
            parsed,
            new
            {
                removed = outcomes.Select(o => new { catalog = o.Catalog.Name, sources = o.Sources.Select(s => s.Source.Spec), o.Outcome.Contributions, o.Outcome.Entities }),
                failures,
            },
            string.Join('\n', outcomes.Select(o =>
                $"Removed {string.Join(", ", o.Sources.Select(s => s.Source.Spec))} from {o.Catalog.Name}: {o.Outcome.Contributions} contributions to {o.Outcome.Entities} entities.")));
        foreach (var failure in failures.Take(MaxFailures))
            await parsed.InvocationConfiguration.Error.WriteLineAsync(failure);
        if (failures.Length > 0)
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{failures.Length} entities still are as they were: repeat the command.");
        return failures.Length == 0 ? 0 : CommandLine.Failed;
    }

    private static async Task<List<(Catalog Catalog, IReadOnlyList<IndexedSource> Sources)>> FindAsync(
        ParseResult parsed, IServiceProvider services, SourcePatterns patterns, CancellationToken cancellation)
    {
        var maintenance = services.GetRequiredService<IIndexMaintenance>();
        var chosen = new List<(Catalog, IReadOnlyList<IndexedSource>)>();
        var specs = new List<string>();
        foreach (var catalog in services.GetRequiredService<SourceChoice>().Catalogs(parsed.GetValue(CatalogOptions.Catalogs) ?? []))
        {
            if (!await maintenance.ExistsAsync(catalog.Name, cancellation))
                continue;
            var indexed = await maintenance.ReadSourcesAsync(catalog.Name, cancellation);
            specs.AddRange(indexed.Select(s => s.Source.Spec));
            IndexedSource[] matching = [.. indexed.Where(s => patterns.Match(s.Source.Spec))];
            if (matching.Length > 0)
                chosen.Add((catalog, matching));
        }
        if (specs.Count == 0)
            throw new ReindexingException("SOURCES_NONE", "nothing is indexed, so there are no sources to remove");
        return chosen.Count > 0 ? chosen : throw SourceChoice.None(patterns, specs);
    }

    private static async Task<RemovalOutcome> RemoveAsync(
        ParseResult parsed, SourceRemoval removal, Catalog catalog, IReadOnlyList<IndexedSource> sources, CancellationToken cancellation)
    {
        var ids = sources.Select(s => s.Source.Id).ToHashSet(StringComparer.Ordinal);
        try
        {
            return await ProgressDisplay.RunAsync(
                parsed, $"contributions in {catalog.Name}", sources.Sum(s => s.Contributions), report => removal.RemoveAsync(catalog, ids, report, cancellation));
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"Some entities of '{catalog.Name}' are without the sources, others still have them, and each is right in itself: repeat the command to go on.");
        }
    }

    private static Option<string[]> CreateSources()
    {
        var option = CatalogOptions.Sources("Patterns with * and ? that the specifications of the sources match. Not * alone: 'delete' is for that.");
        option.Required = true;
        return option;
    }
}
