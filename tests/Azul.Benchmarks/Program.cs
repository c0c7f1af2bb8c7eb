using Azul.Benchmarks.Rest;

return args switch
{
    ["rest", ..] => await RestBenchmark.RunAsync(),
    ["fuzz", ..] => await RestFuzz.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        usage: Azul.Benchmarks <name>
          rest   requests per second and times of a page with all facets, beside /health/basic
          fuzz   100,000 random REST requests; AZUL_SEED sets the seed
        """);
    return 2;
}
