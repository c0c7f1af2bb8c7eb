using System.Diagnostics;
using System.Globalization;
using Azul.Indexer;
using Azul.Indexer.Generate;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Hca;
using Azul.Plugins.Repositories;
using Azul.Plugins.Repositories.Staging;
using Azul.Search;
using Azul.Search.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Benchmarks.Indexing;

/// <summary>
/// The whole pipeline, embedded: generated bundles from an empty store to searchable aggregates. Arguments: number of bundles (20,000), <c>--one-project</c>, and settings as
/// <c>Indexer:Concurrency=2</c>.
/// </summary>
internal static class IndexingBenchmark
{
    public static async Task RunAsync(string[] args)
    {
        var bundles = args.Select(a => int.TryParse(a, out var n) ? n : 0).FirstOrDefault(n => n > 0, 20_000);
        var oneProject = args.Contains("--one-project");
        var area = await AreaAsync(bundles, oneProject);
        var folder = Directory.CreateTempSubdirectory("azul-indexing-").FullName;
        try
        {
            var meters = new Meters();
            using var host = HostOf(area, folder, meters, args.Where(a => a.Contains('=', StringComparison.Ordinal)));
            await host.StartAsync();
            await MeasureAsync(host, bundles, oneProject, meters);
            await host.StopAsync();
        }
        finally
        {
            if (!args.Contains("--keep"))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A generated area, kept between runs for it takes long to make.</summary>
    public static async Task<string> AreaAsync(int bundles, bool oneProject)
    {
        var area = Path.Combine(Path.GetTempPath(), "azul-areas", $"{bundles}{(oneProject ? "-one-project" : "")}");
        if (File.Exists(area + ".done"))
            return area;
        if (Directory.Exists(area))
            Directory.Delete(area, recursive: true);
        Console.WriteLine($"generating {bundles} bundles in {area}");
        await new StagingAreaGenerator(new() { Folder = area, Bundles = bundles, InOneProject = oneProject }).GenerateAsync(null, default);
        await File.WriteAllTextAsync(area + ".done", "");
        return area;
    }

    public static IRepositoryPlugin RepositoryOf(string area)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Catalog:Sources:0:Folder", area)]).Build().GetSection("Catalog");
        return new StagingRepositoryFactory("/", TimeProvider.System).Create("hca", [SourceSpec.Parse("generated:")], settings);
    }

    private static IHost HostOf(string area, string folder, Meters meters, IEnumerable<string> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([
            new("Azul:DataFolder", folder),
            .. settings.Select(s => KeyValuePair.Create($"Azul:{s[..s.IndexOf('=')]}", (string?)s[(s.IndexOf('=') + 1)..]))]);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new CatalogList(
            [new("generated", "hca", false, new MeasuredPlugin(new HcaPlugin(), meters), new MeasuredRepository(RepositoryOf(area), meters), "staging", [])]));
        builder.Services.AddSingleton<CatalogFiles>();
        builder.Services.AddSingleton<SqliteDocumentStore>();
        builder.Services.AddSingleton<IDocumentStore>(s => new MeasuredStore(s.GetRequiredService<SqliteDocumentStore>(), meters));
        builder.Services.AddEmbeddedIndex(new() { DataFolder = folder });
        builder.Services.AddIndexer(builder.Configuration.GetSection("Azul"));
        return builder.Build();
    }

    /// <summary>Has everything indexed, and says how long that took and where the time went.</summary>
    public static async Task MeasureAsync(IHost host, int bundles, bool oneProject, Meters meters)
    {
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        var store = host.Services.GetRequiredService<IDocumentStore>();
        var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var (allocated, pauses) = (GC.GetTotalAllocatedBytes(), GC.GetTotalPauseDuration());
        var watch = Stopwatch.StartNew();
        meters.Begin();
        await reindexing.EnqueueAsync(new(), default);
        var peak = 0L;
        var next = TimeSpan.Zero;
        var end = await reindexing.WaitAsync(
            new Report(p =>
            {
                process.Refresh();
                peak = Math.Max(peak, process.WorkingSet64);
                if (p.Elapsed < next)
                    return;
                next = p.Elapsed + TimeSpan.FromSeconds(5);
                Console.WriteLine($"  {p.Elapsed.TotalSeconds,5:0} s: {p.Bundles} bundles and {p.Documents} documents left, {p.BundlesPerSecond:0} bundles/s, {process.WorkingSet64 >> 20} MiB");
            }),
            default);
        watch.Stop();
        process.Refresh();
        var counts = await store.CountAsync("generated", default);
        Console.WriteLine($"""
            {bundles} bundles, {(oneProject ? "one project" : "Zipf")}: {watch.Elapsed.TotalSeconds:0.0} s = {bundles / watch.Elapsed.TotalSeconds:0} bundles/s, {end.Failed} failed
              {counts.Contributions} contributions, {counts.Aggregates} aggregates, {counts.Replicas} replicas
              processor time {(process.TotalProcessorTime - cpu).TotalSeconds:0.0} s, greatest working set seen {peak >> 20} MiB, allocated {(GC.GetTotalAllocatedBytes() - allocated) >> 20} MiB, GC pauses {(GC.GetTotalPauseDuration() - pauses).TotalSeconds:0.0} s, written {BytesWritten() >> 20} MiB
              time within, summed over threads:
            """);
        meters.Print(Console.Out);
    }

    /// <summary>How many bytes the process has written to files; 0 where the system does not tell.</summary>
    private static long BytesWritten() => File.Exists("/proc/self/io")
        ? long.Parse(File.ReadLines("/proc/self/io").First(l => l.StartsWith("wchar:", StringComparison.Ordinal))["wchar:".Length..], CultureInfo.InvariantCulture)
        : 0;

    private sealed class Report(Action<IndexingProgress> report) : IProgress<IndexingProgress>
    {
        void IProgress<IndexingProgress>.Report(IndexingProgress value) => report(value);
    }
}
