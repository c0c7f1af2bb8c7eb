using System.Diagnostics;
using Azul.Tests.Rest.Support;

namespace Azul.Benchmarks.Rest;

/// <summary>How fast the REST API answers over a socket, beside an endpoint that does nothing.</summary>
internal static class RestBenchmark
{
    private const int Clients = 4;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    private static readonly string[] Urls = ["/health/basic", "/index/files?size=20", "/index/files?size=20&filters={%22fileFormat%22:{%22is%22:[%22fastq.gz%22]}}", "/index/summary", "/health/basic"];

    public static async Task RunAsync()
    {
        await using var catalogs = new SampleCatalogs();
        await catalogs.InitializeAsync();
        Console.WriteLine($"{Clients} clients, {Duration.TotalSeconds:0} s each, {Environment.ProcessorCount} processors");
        foreach (var url in Urls)
        {
            await MeasureAsync(catalogs.Server, url, TimeSpan.FromSeconds(1));
            var times = await MeasureAsync(catalogs.Server, url, Duration);
            times.Sort();
            Console.WriteLine(
                $"{times.Count / Duration.TotalSeconds,8:0} requests/s   p50 {times[times.Count / 2].TotalMilliseconds,6:0.00} ms   p99 {times[times.Count * 99 / 100].TotalMilliseconds,6:0.00} ms   {url}");
        }
    }

    private static async Task<List<TimeSpan>> MeasureAsync(RestServer server, string url, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            var times = new List<TimeSpan>();
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                using var request = server.Request("GET", url);
                using var response = await server.Client.SendAsync(request);
                await response.Content.CopyToAsync(Stream.Null);
                response.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(sent));
            }
            return times;
        }));
        return [.. all.SelectMany(t => t)];
    }
}
