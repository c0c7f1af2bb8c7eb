using Azul.Benchmarks;
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
    default:
        Console.Error.WriteLine("""
            usage: dotnet run -c Release --project tests/Azul.Benchmarks -- <what>
              search [documents] [bundles]   searches in the embedded index
              rest                           a page of hits with all facets, beside /health/basic
              fuzz                           100,000 random REST requests; AZUL_SEED sets the seed
            """);
        return 1;
}
