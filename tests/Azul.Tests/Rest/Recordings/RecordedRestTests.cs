using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Recordings;

/// <summary>The REST API answers what the original answered, request for request.</summary>
public sealed class RecordedRestTests(GoldenCatalogs catalogs, ITestOutputHelper output) : IClassFixture<GoldenCatalogs>
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

    private async Task AssertAlikeAsync(RestServer server, string file, Recording[] recordings)
    {
        var unexpected = new List<string>();
        var known = 0;
        foreach (var recording in recordings)
        {
            var differences = await Replay.DifferencesAsync(server, recording);
            if (differences.Count > 0 && KnownDifferences.Causes.ContainsKey(recording.Name))
                known++;
            else if (differences.Count > 0)
                unexpected.Add($"{Uri.UnescapeDataString(recording.Name)}\n    {string.Join("\n    ", differences.Take(5))}");
        }
        output.WriteLine($"{file}: {recordings.Length - known - unexpected.Count} of {recordings.Length} alike, {known} known differences, {unexpected.Count} others");
        Assert.True(unexpected.Count == 0, $"{file}: {unexpected.Count} of {recordings.Length} differ\n{string.Join('\n', unexpected.Take(40))}");
    }
}
