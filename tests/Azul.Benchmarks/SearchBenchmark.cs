using System.Diagnostics;
using System.Globalization;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Embedded;
using Azul.Search.Queries;
using Azul.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Azul.Benchmarks;

/// <summary>
/// How fast the embedded index writes bundles and answers a page of 25 hits with all facets. Arguments: the number of documents (default 20,000) and of bundles (default 2,000).
/// </summary>
internal static class SearchBenchmark
{
    private const string Catalog = "toys";
    private const int BundlesInBatch = 50;

    private static readonly WidePlugin Plugin = new();

    public static async Task RunAsync(string[] arguments)
    {
        var documents = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20_000;
        var bundles = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 2_000;
        using var folder = new TemporaryFolder();
        using var files = new CatalogFiles(ToyRepository.Catalogs(Plugin, Catalog), new() { DataFolder = folder.Path });
        var store = new SqliteDocumentStore(files, NullLogger<SqliteDocumentStore>.Instance);
        await store.OpenAsync(CancellationToken.None);
        await WriteDocumentsAsync(store, documents);
        await SearchAsync(new EmbeddedSearch(files));
        await WriteBundlesAsync(store, bundles);
    }

    private static async Task SearchAsync(EmbeddedSearch search)
    {
        var everything = new EntityQuery(Catalog, ToyPlugin.Books)
        {
            Facets = [.. WidePlugin.FacetNames.Select(f => new FacetRequest(f, 100))],
            Hits = new(25, [new("title", false)]),
        };
        var two = new Filter.And([new Filter.Is("f0", ["f0-0", "f0-1"]), new Filter.Is("f1", ["f1-0"])]);
        var watch = Stopwatch.StartNew();
        await search.SearchAsync([everything], CancellationToken.None);
        Console.WriteLine($"first query, which loads everything: {watch.Elapsed.TotalMilliseconds:F0} ms");
        await MeasureAsync(search, "no filter", everything);
        await MeasureAsync(search, "two conditions", everything with { Filter = two });
        await MeasureAsync(search, "sparse filter", everything with { Filter = new Filter.Is("title", ["title 00000007"]) });
        await MeasureAsync(search, "no filter, hits only", everything with { Facets = [] });
    }

    private static async Task MeasureAsync(EmbeddedSearch search, string name, EntityQuery query)
    {
        const int Runs = 20;
        var result = await search.SearchAsync([query], CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Runs; i++)
            await search.SearchAsync([query], CancellationToken.None);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        Console.WriteLine(
            $"{name}: {watch.Elapsed.TotalMilliseconds / Runs:F1} ms (CPU {cpu.TotalMilliseconds / Runs:F1} ms), {result[0].Total} hits, {query.Facets.Count} facets");
    }

    private static async Task WriteDocumentsAsync(SqliteDocumentStore store, int count)
    {
        var random = new Random(1);
        var watch = Stopwatch.StartNew();
        foreach (var batch in Enumerable.Range(0, count).Chunk(1000))
            await store.WriteAggregatesAsync(Catalog, [.. batch.Select(i => new AggregateWrite(new(ToyPlugin.Books, $"b{i:00000000}"), WidePlugin.Document(random, i, 1000), 0))], CancellationToken.None);
        Console.WriteLine($"{count} documents written in {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static async Task WriteBundlesAsync(SqliteDocumentStore store, int bundles)
    {
        var random = new Random(2);
        var time = new TimeSpan[3];
        var cpu = TimeSpan.Zero;
        foreach (var batch in Enumerable.Range(0, bundles).Chunk(BundlesInBatch))
        {
            var contributions = batch.SelectMany(b => Enumerable.Range(0, 6).Select(i => Contribution(random, b, i))).ToArray();
            var replicas = batch.SelectMany(b => Enumerable.Range(0, 10).Select(i => Replica(random, b, i))).ToArray();
            var aggregates = contributions.Select((c, i) => new AggregateWrite(c.Entity, WidePlugin.Document(random, i, 5000) with { Entity = c.Entity }, 0)).ToArray();
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            await store.WriteContributionsAsync(Catalog, contributions, CancellationToken.None);
            time[0] += watch.Elapsed;
            watch.Restart();
            await store.WriteReplicasAsync(Catalog, replicas, CancellationToken.None);
            time[1] += watch.Elapsed;
            watch.Restart();
            await store.WriteAggregatesAsync(Catalog, aggregates, CancellationToken.None);
            time[2] += watch.Elapsed;
            cpu += Environment.CpuUsage.TotalTime - before;
        }
        var total = time.Aggregate((a, b) => a + b);
        Console.WriteLine(
            $"{bundles} bundles, {BundlesInBatch} in a batch: {bundles / total.TotalSeconds:F0} bundles/s (CPU {cpu.TotalSeconds:F2} s, {string.Join(", ", time.Zip(["contributions", "replicas", "aggregates"], (t, n) => $"{n} {t.TotalSeconds:F2} s"))})");
    }

    private static StoredContribution Contribution(Random random, int bundle, int entity) =>
        new(new(ToyPlugin.Books, Uuid(random)), new($"u{bundle}-{entity}", "2026-01-01T00:00:00.000000Z"), new("s1", "toy:"), false, Payload(4000));

    private static Replica Replica(Random random, int bundle, int number) =>
        new(new("book", Uuid(random)), $"{bundle:x20}{number:x20}", Payload(2500), [Uuid(random), Uuid(random)]);

    private static string Uuid(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    private static byte[] Payload(int size) => WidePlugin.Payload(size);
}
