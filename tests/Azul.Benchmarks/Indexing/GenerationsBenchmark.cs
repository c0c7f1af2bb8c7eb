using System.Diagnostics;
using Azul.Indexer;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Search;
using Azul.Search.Embedded;
using Azul.Search.Queries;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Benchmarks.Indexing;

/// <summary>
/// A reindex of generated bundles beside the live index, while queries go on and notifications come in. Argument: number of bundles (20,000). Says whether no query failed, none saw a part of a
/// generation, and what was deleted and added meanwhile holds after the switch.
/// </summary>
internal static class GenerationsBenchmark
{
    private const string Catalog = "generated";
    private const int Deleted = 100;

    public static async Task<bool> RunAsync(string[] args)
    {
        var bundles = args is [var number] ? int.Parse(number, System.Globalization.CultureInfo.InvariantCulture) : 20_000;
        var area = await IndexingBenchmark.AreaAsync(bundles, oneProject: false);
        var folder = Directory.CreateTempSubdirectory("azul-generations-").FullName;
        try
        {
            using var host = HostOf(area, folder);
            await host.StartAsync();
            var isRight = await MeasureAsync(host, bundles);
            await host.StopAsync();
            return isRight;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IHost HostOf(string area, string folder)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Azul:DataFolder", folder)]);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new CatalogList([new(Catalog, "hca", false, new HcaPlugin(), IndexingBenchmark.RepositoryOf(area), "staging", [])]));
        builder.Services.AddEmbeddedIndex(new() { DataFolder = folder });
        builder.Services.AddIndexer(builder.Configuration.GetSection("Azul"));
        return builder.Build();
    }

    private static async Task<bool> MeasureAsync(IHost host, int bundles)
    {
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        var generations = host.Services.GetRequiredService<IGenerations>();
        var search = host.Services.GetRequiredService<IEntitySearch>();
        var catalog = host.Services.GetRequiredService<CatalogList>().Default;
        var watch = Stopwatch.StartNew();
        await reindexing.EnqueueAsync(new(), default);
        var first = await reindexing.WaitAsync(null, default);
        Console.WriteLine($"{bundles} bundles in place: {watch.Elapsed.TotalSeconds:0.0} s, {first.Failed} failed");

        var listed = await ListAsync(catalog);
        var (deleted, readded) = (listed.Take(Deleted).ToArray(), listed.Skip(Deleted).Take(Deleted).ToArray());
        var before = await TotalAsync(search);
        using var done = new CancellationTokenSource();
        var asking = AskAsync(search, before - Deleted, before, done.Token);
        watch.Restart();
        await reindexing.EnqueueAsync(new() { NewGeneration = true }, default);
        foreach (var chunk in deleted.Zip(readded).Chunk(10))
        {
            await reindexing.NotifyAsync(catalog, [.. chunk.Select(c => c.First)], true, default);
            await reindexing.NotifyAsync(catalog, [.. chunk.Select(c => c.Second)], false, default);
        }
        while ((await generations.ListAsync(Catalog, default)).Any(g => g.IsBuilt && g.Problem is null))
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        var built = watch.Elapsed;
        await reindexing.WaitAsync(null, default);
        await done.CancelAsync();
        var (asked, failed, partial, slowest) = await asking;
        var (after, live) = (await TotalAsync(search), (await generations.ListAsync(Catalog, default)).Single(g => g.State == GenerationState.Live).Number);
        var isRight = failed == 0 && partial == 0 && live == 2 && after == before - Deleted;
        Console.WriteLine($"""
            beside the live index: {built.TotalSeconds:0.0} s until generation {live} was live, {asked} queries meanwhile
              {failed} queries failed, {partial} saw a part of a generation, the slowest took {slowest.TotalMilliseconds:0} ms
              {before} bundles before, {after} after, of which {Deleted} were deleted meanwhile: {(isRight ? "as it should be" : "WRONG")}
            """);
        return isRight;
    }

    private static async Task<List<SourcedBundle>> ListAsync(Catalog catalog)
    {
        var bundles = new List<SourcedBundle>();
        foreach (var source in await catalog.Repository.ListSourcesAsync(default))
        {
            await foreach (var bundle in catalog.Repository.ListBundlesAsync(source, "", default))
                bundles.Add(bundle);
        }
        return bundles;
    }

    private static async Task<(int Asked, int Failed, int Partial, TimeSpan Slowest)> AskAsync(IEntitySearch search, long least, long most, CancellationToken done)
    {
        var (asked, failed, partial, slowest) = (0, 0, 0, TimeSpan.Zero);
        while (!done.IsCancellationRequested)
        {
            var start = Stopwatch.GetTimestamp();
            try
            {
                if (await TotalAsync(search) is var total && (total < least || total > most))
                    partial++;
            }
            catch (SearchException e)
            {
                Console.WriteLine(e.Message);
                failed++;
            }
            asked++;
            slowest = Stopwatch.GetElapsedTime(start) is var took && took > slowest ? took : slowest;
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }
        return (asked, failed, partial, slowest);
    }

    private static async Task<long> TotalAsync(IEntitySearch search) => (await search.SearchAsync([new EntityQuery(Catalog, "bundles")], default))[0].Total;
}
