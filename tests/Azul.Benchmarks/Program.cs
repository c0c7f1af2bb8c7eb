using Azul.Benchmarks;
using Azul.Benchmarks.Elasticsearch;
using Azul.Benchmarks.Indexing;
using Azul.Benchmarks.Rest;

switch (args)
{
    case ["search", .. var rest]:
        await SearchBenchmark.RunAsync(rest);
        return 0;
    case ["rest"]:
        await RestBenchmark.RunAsync();
        return 0;
    case ["fuzz"]:
        return await RestFuzz.RunAsync() ? 0 : 1;
    case ["indexing", .. var rest]:
        await IndexingBenchmark.RunAsync(rest);
        return 0;
    case ["elasticsearch-indexing", .. var rest]:
        await ElasticsearchIndexingBenchmark.RunAsync(rest);
        return 0;
    case ["latency", .. var rest]:
        await LatencyBenchmark.RunAsync(rest);
        return 0;
    case ["sqs", .. var rest]:
        await SqsBenchmark.RunAsync(rest);
        return 0;
    case ["soak", .. var rest]:
        await SoakBenchmark.RunAsync(rest);
        return 0;
    case ["generations", .. var rest]:
        return await GenerationsBenchmark.RunAsync(rest) ? 0 : 1;
    case ["elasticsearch", .. var rest]:
        return await OverheadBenchmark.RunAsync(rest) ? 0 : 1;
    case ["gateway", var node, var prefix]:
        await GatewayProcess.RunAsync(node, prefix);
        return 0;
    case ["differential", .. var rest]:
        return await DifferentialBenchmark.RunAsync(rest) ? 0 : 1;
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project tests/Azul.Benchmarks -- <what>
              search [documents] [bundles]   searches in the embedded index
              indexing [bundles] [--one-project] [Key=Value ...]   the whole pipeline, from an empty store to searchable
              elasticsearch-indexing [bundles] [--one-project] [Key=Value ...]   the same through ElasticMQ into Elasticsearch
              latency [contributions]        how soon notifications at 100 a second are visible
              sqs [messages]                 messages through ElasticMQ, and how many calls they take
              soak [histories] [kills]       10,000 histories that must not matter, and 100 kills; AZUL_SEED sets the seed
              soak elasticsearch [kills]     50 kills of indexers on ElasticMQ and Elasticsearch, and 100 switches of generations under queries
              generations [bundles]          a reindex beside the live index, with queries and notifications going on
              elasticsearch [documents]      the gateway beside the raw search, and how many requests operations take
              differential [queries]         1,000 random queries, on which the index on Elasticsearch and the embedded one must agree; AZUL_SEED sets the seed
              rest                           a page of hits with all facets, beside /health/basic
              fuzz                           100,000 random REST requests; AZUL_SEED sets the seed
            """);
        return 1;
}
