using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Tests.Golden;

namespace Azul.Tests.Hca;

public sealed class HcaHitGoldenTests
{
    private static readonly DocumentComparison Comparison = new("contributors", "matrices", "contributedAnalyses");
    private static readonly HcaPlugin Plugin = new();

    // The other catalog has another version of one bundle.
    [Theory]
    [InlineData("hca", ".tdr_hca.json")]
    [InlineData("mixed", "1b6d8348-d6e9-406a-aa6a-7ee886e52bf9.2019-09-24T09:35:06.958773Z.dss.json")]
    public void Recorded_hits_are_rendered(string catalog, string absentBundle)
    {
        var expected = GoldenBundle.Parse($"golden/rest/{catalog}/common.json").GetProperty("hits");
        var aggregates = Aggregates(absentBundle);
        foreach (var hit in expected.EnumerateObject())
        {
            // Hits of which several variants are recorded differ in what the caller may access.
            var aggregate = aggregates[hit.Name.Split('#')[0]];
            var recorded = ValueJson.FromElement(hit.Value);
            var rendered = RenderedHit.Of(Plugin, catalog, aggregate);
            if (Comparison.Canonical(recorded) != Comparison.Canonical(rendered) && hit.Value.GetRawText().Contains("\"accessible\":false", StringComparison.Ordinal))
                rendered = RenderedHit.Of(Plugin, catalog, aggregate, isAccessible: false);
            Comparison.AssertEqual(recorded, rendered, hit.Name);
        }
    }

    private static Dictionary<string, Aggregate> Aggregates(string absentBundle)
    {
        var indexing = new Indexing(Plugin);
        foreach (var name in GoldenBundle.Names(".dss.json", ".tdr_hca.json").Where(n => !n.EndsWith(absentBundle, StringComparison.Ordinal)))
            indexing.Add(GoldenBundle.Load(name));
        return indexing.Aggregates().ToDictionary(a => $"{a.Entity}");
    }
}
