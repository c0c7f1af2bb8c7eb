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

    [Fact]
    public void Recorded_hits_are_rendered()
    {
        var expected = GoldenBundle.Parse("golden/rest/hca/common.json").GetProperty("hits");
        var rendered = Hits().ToDictionary(h => h.Key, h => h.Hit);
        foreach (var hit in expected.EnumerateObject())
            Comparison.AssertEqual(ValueJson.FromElement(hit.Value), rendered[hit.Name], hit.Name);
    }

    private static IEnumerable<(string Key, Value Hit)> Hits()
    {
        var indexing = new Indexing(Plugin);
        foreach (var name in GoldenBundle.Names(".dss.json"))
            indexing.Add(GoldenBundle.Load(name));
        foreach (var aggregate in indexing.Aggregates())
            yield return ($"{aggregate.Entity}", Render(aggregate));
    }

    private static Value Render(Aggregate aggregate)
    {
        using var writer = new HitWriter();
        Plugin.HitOf(Plugin.Model.EntityType(aggregate.Entity.EntityType)!).Write(aggregate.ToDocument(), writer);
        return ValueJson.FromElement(JsonElement.Parse(Fill(writer.ToTemplate())));
    }

    // Fills the gaps as for a caller who may access everything.
    private static byte[] Fill(byte[] template)
    {
        var text = new StringBuilder();
        var parts = Encoding.UTF8.GetString(template).Split((char)HitTemplate.Mark);
        foreach (var (i, part) in parts.Index())
            text.Append(i % 2 == 0 ? part : part[0] == HitTemplate.Accessible ? "true" : FileUrl(part[2..]));
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string FileUrl(string file) => file.Split(' ') is [var uuid, var version]
        ? $"\"{{base}}/repository/files/{uuid}?catalog=hca&version={version.Replace(":", "%3A", StringComparison.Ordinal)}\""
        : throw new ArgumentException($"'{file}' is no file", nameof(file));
}
