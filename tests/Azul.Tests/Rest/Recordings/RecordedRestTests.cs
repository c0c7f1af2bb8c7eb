using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Recordings;

/// <summary>The REST API answers what the original answered, request for request, whatever index it is on.</summary>
public abstract class RecordedRestTests(GoldenCatalogs catalogs, ITestOutputHelper output)
{
    public static TheoryData<string> Files =>
    [
        "hca/by-id.json", "hca/errors.json", "hca/filter-combos.json", "hca/filter-dates.json", "hca/filter-multi.json", "hca/filter-null.json", "hca/filter-range.json",
        "hca/filter-single.json", "hca/filter-special.json", "hca/filter-strings.json", "hca/index-defaults.json", "hca/paging.json", "hca/post.json", "hca/sort.json",
        "hca/summary.json", "anvil/by-id.json", "anvil/default-catalog.json", "anvil/errors.json", "anvil/filter-combos.json", "anvil/filter-dates.json",
        "anvil/filter-multi.json", "anvil/filter-null.json", "anvil/filter-range.json", "anvil/filter-single.json", "anvil/filter-special.json", "anvil/filter-strings.json",
        "anvil/index-defaults.json", "anvil/paging.json", "anvil/post.json", "anvil/sort.json", "anvil/summary.json", "mixed/access-limited.json", "mixed/by-id.json", "mixed/index-defaults.json", "mixed/summary.json",
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Recorded_requests_are_answered_alike(string file)
    {
        var server = file switch
        {
            "mixed/access-limited.json" => catalogs.Limited,
            "anvil/default-catalog.json" => catalogs.AnvilFirst,
            _ => catalogs.Open,
        };
        var recordings = Recording.Load(file).Where(r => r.Url.StartsWith("/index", StringComparison.Ordinal)).ToArray();
        await AssertAlikeAsync(server, file, recordings);
    }

    [Fact]
    public async Task Catalogs_version_health_credentials_and_CORS_are_answered_alike()
    {
        var recordings = Recording.Load("misc.json").Where(r => IsServed(r.Url) && !r.Url.StartsWith("/openapi", StringComparison.Ordinal)).ToArray();
        await AssertAlikeAsync(catalogs.Open, "misc.json", recordings);
    }

    // The document describes what is served here, so that only status and headers are compared.
    [Fact]
    public async Task OpenAPI_has_the_recorded_headers()
    {
        foreach (var recording in Recording.Load("misc.json").Where(r => r.Url.StartsWith("/openapi", StringComparison.Ordinal)))
            Assert.DoesNotContain(await Replay.DifferencesAsync(catalogs.Open, recording), d => d.StartsWith("status", StringComparison.Ordinal) || d.StartsWith("header", StringComparison.Ordinal));
    }

    [Fact]
    public void At_most_40_differences_are_known() => Assert.InRange(KnownDifferences.Count, 0, 40);

    private static bool IsServed(string url) =>
        new[] { "/index/", "/version", "/health", "/openapi", "/foo", "/swagger", "/robots.txt", "/ga4gh" }.Any(p => url.StartsWith(p, StringComparison.Ordinal));

    private async Task AssertAlikeAsync(RestServer server, string file, Recording[] recordings)
    {
        var unexpected = new List<string>();
        var known = 0;
        foreach (var recording in recordings)
        {
            var differences = await Replay.DifferencesAsync(server, recording);
            if (differences.Count > 0 && KnownDifferences.Has(recording))
                known++;
            else if (differences.Count > 0)
                unexpected.Add($"{Uri.UnescapeDataString(recording.Name)}\n    {string.Join("\n    ", differences.Take(5))}");
        }
        output.WriteLine($"{file}: {recordings.Length - known - unexpected.Count} of {recordings.Length} alike, {known} known differences, {unexpected.Count} others");
        Assert.True(unexpected.Count == 0, $"{file}: {unexpected.Count} of {recordings.Length} differ\n{string.Join('\n', unexpected.Take(40))}");
    }
}
