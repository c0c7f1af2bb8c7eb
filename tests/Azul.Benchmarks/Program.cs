using Azul.Benchmarks;

switch (args)
{
    case ["search", .. var rest]:
        await SearchBenchmark.RunAsync(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Azul.Benchmarks -- search [documents] [bundles]");
        return 1;
}
