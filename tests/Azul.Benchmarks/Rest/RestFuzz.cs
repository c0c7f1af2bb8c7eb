using Azul.Tests.Rest.Robustness;
using Azul.Tests.Rest.Support;
using Azul.Tests.Support;

namespace Azul.Benchmarks.Rest;

/// <summary>The long form of the robustness test.</summary>
internal static class RestFuzz
{
    private const int Count = 100_000;

    /// <returns>Whether all answers were right.</returns>
    public static async Task<bool> RunAsync()
    {
        await using var catalogs = new SampleCatalogs();
        await catalogs.InitializeAsync();
        Console.WriteLine($"{Count} random requests, AZUL_SEED={Seed.Value}");
        var requests = new RandomRequests(new(Seed.Value));
        var check = new RobustnessCheck(catalogs.Server, TimeSpan.FromSeconds(1));
        var faults = 0;
        for (var i = 0; i < Count; i++)
        {
            var request = requests.Next();
            if (await check.FaultAsync(request, CancellationToken.None) is not { } fault)
                continue;
            faults++;
            var line = $"request {i} {fault}: {request}";
            Console.WriteLine(line.Length > 600 ? line[..600] : line);
        }
        Console.WriteLine($"{faults} faults; {string.Join(", ", check.Statuses.Select(s => $"{s.Value} x {s.Key}"))}; {check.RefusedByServer} were no HTTP");
        return faults == 0;
    }
}
