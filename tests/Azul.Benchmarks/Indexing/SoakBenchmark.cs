using System.Diagnostics;
using Azul.Tests.Indexer;
using Azul.Tests.Indexer.Histories;
using Azul.Tests.Search;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Support;

namespace Azul.Benchmarks.Indexing;

/// <summary>The long mode of two tests: histories that must not matter, and workers that are killed. Arguments: number of histories (10,000) and of kills (100); or <c>elasticsearch</c> and a number of kills (50) for workers on servers, after switches of generations under queries.</summary>
internal static class SoakBenchmark
{
    private const int BundlesPerKill = 100;
    private const int Switches = 100;

    public static async Task RunAsync(string[] args)
    {
        if (args is ["elasticsearch", .. var rest])
        {
            await RunOnServersAsync(rest.Length > 0 ? int.Parse(rest[0]) : 50);
            return;
        }
        var histories = args.Length > 0 ? int.Parse(args[0]) : 10_000;
        var kills = args.Length > 1 ? int.Parse(args[1]) : 100;
        var watch = Stopwatch.StartNew();
        Console.WriteLine($"AZUL_SEED={Seed.Value}");
        await Parallel.ForEachAsync(Enumerable.Range(0, histories), async (i, cancellation) =>
        {
            await new History(Seed.Value + i).RunAsync(cancellation);
            if ((i + 1) % 500 == 0)
                Console.WriteLine($"  {i + 1} histories, {watch.Elapsed.TotalSeconds:0} s");
        });
        Console.WriteLine($"{histories} histories did not matter, {watch.Elapsed.TotalSeconds:0} s");
        if (kills == 0)
            return;
        watch.Restart();
        using var folder = new TemporaryFolder();
        await KillTests.RunAsync(folder.Path, bundles: 100 * kills, kills, Seed.Value, default);
        Console.WriteLine($"{kills} kills lost nothing, {watch.Elapsed.TotalSeconds:0} s");
    }

    private static async Task RunOnServersAsync(int kills)
    {
        Console.WriteLine($"AZUL_SEED={Seed.Value}");
        await using var sqs = new ElasticMq();
        await sqs.StartAsync();
        var server = ElasticsearchServer.Newest;
        await server.StartAsync();
        var watch = Stopwatch.StartNew();
        await using (var index = await ElasticsearchIndex.OpenAsync(server, ToyRepository.Catalogs(new ToyPlugin(), "toys")))
        {
            var queries = await GenerationSwitches.RunAsync(index, "toys", Switches, default);
            Console.WriteLine($"{Switches} switches of generations, {queries} queries meanwhile, none failed or saw a part, {watch.Elapsed.TotalSeconds:0} s");
        }
        watch.Restart();
        using var folder = new TemporaryFolder();
        var options = server.Options();
        var atWork = await KillTests.RunAsync(folder.Path, BundlesPerKill * kills, kills, Seed.Value, default, options, sqs);
        await ElasticsearchIndex.DeleteAsync(options);
        Console.WriteLine($"{kills} kills, {atWork} of them at work, lost nothing of {BundlesPerKill * kills} bundles on ElasticMQ and Elasticsearch, {watch.Elapsed.TotalSeconds:0} s");
    }
}
