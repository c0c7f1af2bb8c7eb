using System.CommandLine;
using Azul.Indexer.Maintenance;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Search;

namespace Azul.Indexer.Commands;

/// <summary><c>verify</c>: compares every aggregate with what its contributions make.</summary>
internal static class VerifyCommand
{
    private static readonly Option<int> Show = new("--show")
    {
        Description = "How many differences to list. Default: 20.",
        DefaultValueFactory = _ => 20,
        HelpName = "N",
    };

    public static Command Create()
    {
        var command = new Command(
            "verify", "Make every document anew from its contributions and compare it, byte by byte, with the one that is stored. Changes nothing. The exit status is 1 if any differs.")
        {
            CatalogOptions.Catalogs, Show,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var catalogs = app.Services.GetRequiredService<SourceChoice>().Catalogs(parsed.GetValue(CatalogOptions.Catalogs) ?? []);
        var maintenance = app.Services.GetRequiredService<IIndexMaintenance>();
        foreach (var catalog in catalogs)
        {
            if (!await maintenance.ExistsAsync(catalog.Name, cancellation))
                throw new StoreException("INDEX_MISSING", $"the catalog '{catalog.Name}' has no index: 'create' makes one and 'reindex' fills it");
        }
        var pending = (await app.Services.GetRequiredService<IReindexing>().GetProgressAsync(cancellation)).Documents;
        var results = new List<(Catalog Catalog, long Compared, IReadOnlyList<AggregateFault> Shown, long Different)>();
        foreach (var catalog in catalogs)
            results.Add(await VerifyAsync(parsed, app.Services, catalog, cancellation));

        var different = results.Sum(r => r.Different);
        await CommandJson.ReportAsync(
            parsed,
            new
            {
                catalogs = results.Select(r => new
                {
                    catalog = r.Catalog.Name,
                    r.Compared,
                    r.Different,
                    differences = r.Shown.Select(f => new { entity = f.Entity.ToString(), f.Difference }),
                }),
                pending,
            },
            string.Join('\n', results.SelectMany(Lines)));
        foreach (var catalog in catalogs)
        {
            if (await WarningAsync(app.Services, catalog, cancellation) is { } warning)
                await parsed.InvocationConfiguration.Error.WriteLineAsync($"Warning: {warning}");
        }
        if (different > 0 && pending > 0)
            await parsed.InvocationConfiguration.Error.WriteLineAsync($"{pending} entities wait to be aggregated, so differences may be work that is not done yet: verify again once 'queues list' shows none.");
        return different == 0 ? 0 : CommandLine.Failed;
    }

    private static async Task<(Catalog Catalog, long Compared, IReadOnlyList<AggregateFault> Shown, long Different)> VerifyAsync(
        ParseResult parsed, IServiceProvider services, Catalog catalog, CancellationToken cancellation)
    {
        var total = (await services.GetRequiredService<IDocumentStore>().CountAsync(catalog.Name, cancellation)).Aggregates;
        var (compared, different, shown) = (0L, 0L, new List<AggregateFault>());
        try
        {
            await ProgressDisplay.RunAsync(parsed, $"documents of {catalog.Name}", total, async report =>
            {
                await foreach (var fault in services.GetRequiredService<IndexVerification>().VerifyAsync(catalog, done => report(compared = done), cancellation))
                {
                    different++;
                    if (shown.Count < parsed.GetValue(Show))
                        shown.Add(fault);
                }
                return different;
            });
        }
        catch (OperationCanceledException)
        {
            throw new StoppedException($"{compared} documents of '{catalog.Name}' were compared, and {different} of them differ. Repeat the command to compare all.");
        }
        return (catalog, compared, shown, different);
    }

    // The index can be verified where its repository cannot be reached.
    private static async Task<string?> WarningAsync(IServiceProvider services, Catalog catalog, CancellationToken cancellation)
    {
        try
        {
            return await services.GetRequiredService<RetiredSources>().WarningAsync(catalog, cancellation);
        }
        catch (RepositoryException e)
        {
            return $"whether '{catalog.Name}' has bundles of sources that it does not have any more cannot be told: {e.Message}";
        }
    }

    private static IEnumerable<string> Lines((Catalog Catalog, long Compared, IReadOnlyList<AggregateFault> Shown, long Different) result)
    {
        foreach (var fault in result.Shown)
            yield return $"{fault.Entity} {fault.Difference}";
        if (result.Different > result.Shown.Count)
            yield return $"and {result.Different - result.Shown.Count} more";
        yield return result.Different == 0
            ? $"All {result.Compared} documents of {result.Catalog.Name} are what their contributions make."
            : $"{result.Different} of {result.Compared} documents of {result.Catalog.Name} are not what their contributions make. 'reindex' puts them right.";
    }
}
