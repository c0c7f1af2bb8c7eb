using Azul.Tests.Rest.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Rest.Robustness;

/// <summary>Whatever is asked, there is an answer, soon, and no failure.</summary>
public sealed class RobustnessTests(SampleCatalogs catalogs, ITestOutputHelper output) : IClassFixture<SampleCatalogs>
{
    private const int Count = 2_000;

    [Fact]
    public async Task Random_requests_never_fail_nor_hang()
    {
        // The first answers take longer than the others, and that is not what this is about.
        await RestAnswer.GetAsync(catalogs.Server, "/index/files");
        await RestAnswer.GetAsync(catalogs.Server, "/openapi");
        var requests = new RandomRequests(new(Seed.Value));
        var check = new RobustnessCheck(catalogs.Server, Patience.Limit);
        var faults = new List<string>();
        for (var i = 0; i < Count; i++)
        {
            var request = requests.Next();
            if (await check.FaultAsync(request, TestContext.Current.CancellationToken) is { } fault)
                faults.Add($"request {i} {fault}: {request}");
        }
        output.WriteLine($"AZUL_SEED={Seed.Value}: {string.Join(", ", check.Statuses.Select(s => $"{s.Value} x {s.Key}"))}; {check.RefusedByServer} were no HTTP");
        Assert.True(faults.Count == 0, $"AZUL_SEED={Seed.Value}\n{string.Join('\n', faults.Take(20).Select(f => f.Length > 500 ? f[..500] : f))}");
        Assert.InRange(check.RefusedByServer, 0, Count / 10);
        Assert.InRange(check.Statuses.GetValueOrDefault(200), Count / 10, Count);
    }
}
