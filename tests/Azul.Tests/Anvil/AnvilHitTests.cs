using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Anvil;
using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Tests.Golden;
using Snapshooter.Xunit3;
using static Azul.Tests.Anvil.AnvilBundle;

namespace Azul.Tests.Anvil;

public sealed class AnvilHitTests
{
    private static readonly AnvilPlugin Plugin = new();

    [Fact]
    public void Hits_of_all_types_are_rendered() =>
        Snapshot.Match(string.Join('\n', Aggregates().OrderBy(a => $"{a.Entity}", StringComparer.Ordinal).Select(a => $"{a.Entity}\n{Pretty(RenderedHit.Of(Plugin, "anvil", a))}")));

    [Fact]
    public void The_shape_of_hits_is_described() => Snapshot.Match(SchemaOf("biosamples").ToJsonString(new() { WriteIndented = true, NewLine = "\n" }));

    [Fact]
    public void Every_shape_describes_the_keys_of_its_hits() => Assert.All(Aggregates(), aggregate =>
    {
        var keys = SchemaOf(aggregate.Entity.EntityType)["properties"]!.AsObject();
        foreach (var (name, value) in RenderedHit.Of(Plugin, "anvil", aggregate).AsEntity)
        {
            Assert.Contains(name, (IDictionary<string, JsonNode?>)keys);
            if (value.Kind == ValueKind.List)
                Assert.Subset(keys[name]!["items"]!["properties"]!.AsObject().Select(p => p.Key).ToHashSet(), value.AsList.SelectMany(e => e.AsEntity).Select(p => p.Key).ToHashSet());
        }
    });

    [Fact]
    public void What_only_a_registration_says_is_not_shown_as_missing_elsewhere() => Assert.Equal(
        ["{}"],
        Aggregates(new AnvilBundle().Registration(1, "About a study")).Where(a => a.Entity.EntityType == "bundles")
            .SelectMany(a => RenderedHit.Of(Plugin, "anvil", a).AsEntity["datasets"].AsList).Select(d => $"{d}"));

    [Fact]
    public void A_file_without_drs_uri_says_so()
    {
        using var writer = new HitWriter();
        var file = Aggregates(new AnvilBundle().Row("anvil_dataset", 1).Row("anvil_file", 2, ("drs_uri", Value.Null))).Single(a => a.Entity.EntityType == "files");
        Plugin.HitOf(Plugin.Model.EntityType("files")!).Write(file.ToDocument(), writer);
        Assert.Contains($"\u0001un{Id(2)} {AnvilBundle.Version}\u0001", System.Text.Encoding.UTF8.GetString(writer.ToTemplate()), StringComparison.Ordinal);
    }

    private static List<Aggregate> Aggregates(AnvilBundle? bundle = null)
    {
        var indexing = new Indexing(Plugin);
        indexing.Add((bundle ?? Family).Build());
        return [.. indexing.Aggregates()];
    }

    private static JsonObject SchemaOf(string type)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Plugin.HitOf(Plugin.Model.EntityType(type)!).WriteSchema(writer);
        return JsonNode.Parse(buffer.ToArray())!.AsObject();
    }

    private static string Pretty(Value value) => JsonNode.Parse(ValueJson.Serialize(value))!.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });
}
