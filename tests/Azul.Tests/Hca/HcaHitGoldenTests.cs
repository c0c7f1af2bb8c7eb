using System.Text;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Plugins.Hits;
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
            var rendered = Render(aggregate, catalog, isAccessible: true);
            if (Comparison.Canonical(recorded) != Comparison.Canonical(rendered) && hit.Value.GetRawText().Contains("\"accessible\":false", StringComparison.Ordinal))
                rendered = Render(aggregate, catalog, isAccessible: false);
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

    private static Value Render(Aggregate aggregate, string catalog, bool isAccessible)
    {
        using var writer = new HitWriter();
        Plugin.HitOf(Plugin.Model.EntityType(aggregate.Entity.EntityType)!).Write(aggregate.ToDocument(), writer);
        return ValueJson.FromElement(JsonElement.Parse(Fill(writer.ToTemplate(), catalog, isAccessible)));
    }

    private static byte[] Fill(byte[] template, string catalog, bool isAccessible)
    {
        var text = new StringBuilder();
        var parts = Encoding.UTF8.GetString(template).Split((char)HitTemplate.Mark);
        foreach (var (i, part) in parts.Index())
            text.Append(i % 2 == 0 ? part : part[0] == HitTemplate.Accessible ? isAccessible ? "true" : "false" : FileUrl(part[2..], catalog));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string FileUrl(string file, string catalog) => file.Split(' ') is [var uuid, var version]
        ? $"\"{{base}}/repository/files/{uuid}?catalog={catalog}&version={version.Replace(":", "%3A", StringComparison.Ordinal)}\""
        : throw new ArgumentException($"'{file}' is no file", nameof(file));
}
