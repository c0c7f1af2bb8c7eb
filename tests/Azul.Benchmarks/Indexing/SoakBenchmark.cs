using System.Diagnostics;
using Azul.Tests.Indexer;
using Azul.Tests.Indexer.Histories;
using Azul.Tests.Support;

namespace Azul.Benchmarks.Indexing;

/// <summary>The long mode of two tests: histories that must not matter, and workers that are killed. Arguments: number of histories (10,000) and of kills (100).</summary>
internal static class SoakBenchmark
{
    public static async Task RunAsync(string[] args)
    {
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
}
