using System.Globalization;
using Azul.Tests.Search.Differential;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Search.Embedded;
using Azul.Tests.Support;

namespace Azul.Benchmarks.Elasticsearch;

/// <summary>The long form of the differential test, on both versions of Elasticsearch. Argument: the number of queries (default 1,000).</summary>
internal static class DifferentialBenchmark
{
    /// <returns>Whether there is no difference.</returns>
    public static async Task<bool> RunAsync(string[] arguments)
    {
        var queries = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1000;
        var differs = false;
        foreach (var (name, server) in new[] { ("9.4", ElasticsearchServer.Newest), ("8.19", ElasticsearchServer.Oldest) })
        {
            var catalogs = ToyRepository.Catalogs(new ToyPlugin(), "toys");
            await using var embedded = await EmbeddedIndex.OpenAsync(catalogs);
            await using var elasticsearch = await ElasticsearchIndex.OpenAsync(server, catalogs);
            var differences = await new DifferentialCheck(Seed.Value, embedded, elasticsearch).RunAsync(queries, CancellationToken.None);
            Console.WriteLine($"Elasticsearch {name}: {differences.Count} of {queries} random queries are answered differently, AZUL_SEED={Seed.Value}");
            foreach (var difference in differences.Take(20))
                Console.WriteLine(difference);
            differs |= differences.Count > 0;
        }
        return !differs;
    }
}
