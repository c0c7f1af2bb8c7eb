using System.Diagnostics;
using System.Text.Json;
using Azul.Indexer;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Search.Embedded;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Benchmarks.Indexing;

/// <summary>
/// How soon a notification shows in the aggregate of an entity that all bundles contribute to, at 100 notifications a second: once up to 1,000 contributions, once beyond the number that is
/// the argument (20,000).
/// </summary>
internal static class LatencyBenchmark
{
    private const int PerSecond = 100;
    private const string CatalogName = "toys";

    public static async Task RunAsync(string[] args)
    {
        var hot = args.Length > 0 ? int.Parse(args[0]) : 20_000;
        using var folder = new TemporaryFolder();
        var repository = new FaultyRepository();
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("Azul:DataFolder", folder.Path)]);
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        var catalog = new Catalog(CatalogName, "toys", false, new ToyPlugin(), repository, "toy", []);
        builder.Services.AddSingleton(new CatalogList([catalog]));
        builder.Services.AddEmbeddedIndex(new() { DataFolder = folder.Path });
        builder.Services.AddIndexer(builder.Configuration.GetSection("Azul"));
        using var host = builder.Build();
        await host.StartAsync();
        await MeasureAsync(host, catalog, repository, folder.Path, library: 1, from: 0, count: 1000);
        await PreloadAsync(host, catalog, repository, library: 2, hot);
        await MeasureAsync(host, catalog, repository, folder.Path, library: 2, from: hot, count: 2000);
        await host.StopAsync();
    }

    private static async Task PreloadAsync(IHost host, Catalog catalog, FaultyRepository repository, int library, int count)
    {
        var bundles = Enumerable.Range(0, count).Select(i => BundleOf(library, i)).ToArray();
        repository.Add(bundles);
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        await reindexing.NotifyAsync(catalog, [.. bundles.Select(b => b.Id)], false, default);
        await reindexing.WaitAsync(null, default);
    }

    private static async Task MeasureAsync(IHost host, Catalog catalog, FaultyRepository repository, string folder, int library, int from, int count)
    {
        var bundles = Enumerable.Range(from, count).Select(i => BundleOf(library, i)).ToArray();
        repository.Add(bundles);
        var sent = new long[count];
        var reindexing = host.Services.GetRequiredService<IReindexing>();
        var watching = Task.Run(() => WatchAsync(folder, ToyBundles.Id(2, library), from, sent));
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / PerSecond) - Stopwatch.GetElapsedTime(start);
            if (due > TimeSpan.Zero)
                await Task.Delay(due);
            Volatile.Write(ref sent[i], Stopwatch.GetTimestamp());
            await reindexing.NotifyAsync(catalog, [bundles[i].Id], false, default);
        }
        var latencies = (await watching).Order().ToArray();
        Console.WriteLine(
            $"{PerSecond} notifications/s, {from} to {from + count} contributions: visible after p50 {latencies[count / 2]:0} ms, p99 {latencies[count * 99 / 100]:0} ms, at most {latencies[^1]:0} ms");
    }

    // The contributions arrive about in order, so the aggregate of n contributions shows the n-th notification.
    private static async Task<double[]> WatchAsync(string folder, string library, int from, long[] sent)
    {
        var latencies = new double[sent.Length];
        var file = Path.Combine(folder, "catalogs", CatalogName, "1.db");
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT native FROM aggregates WHERE entity_type = 'libraries' AND entity_id = $id";
        command.Parameters.AddWithValue("$id", library);
        for (var seen = 0; seen < sent.Length; await Task.Delay(5))
        {
            if (command.ExecuteScalar() is not byte[] native)
                continue;
            var contributions = JsonElement.Parse(native).GetProperty("num_contributions").GetInt32() - from;
            for (; seen < contributions && seen < sent.Length; seen++)
                latencies[seen] = Stopwatch.GetElapsedTime(Volatile.Read(ref sent[seen])).TotalMilliseconds;
        }
        return latencies;
    }

    private static Bundle BundleOf(int library, int number) => ToyBundles.Of(
        ToyBundles.Id(10 + library, number), ToyBundles.Version(1), ToyBundles.Id(2, library), ToyBundles.Id(20 + library, number));
}
