using Azul.Plugins.Anvil;
using Azul.Plugins.Documents;
using Azul.Tests.Golden;

namespace Azul.Tests.Anvil;

public sealed class AnvilGoldenTests
{
    private const string Registration = "2370f948-2783-aeb6-afea-e022897f4dcf.2022-06-01T00:00:00.000000Z.anvil.json";
    private const string Biosample = "826dea02-e274-affe-aabc-eb3db63ad068.2022-06-01T00:00:00.000000Z.anvil.json";

    private static readonly DocumentComparison Comparison = new();
    private static readonly AnvilPlugin Plugin = new();

    [Fact]
    public void Contributions_are_those_of_the_original()
    {
        var expected = ByEntity(GoldenBundle.Documents(Biosample)["contributions"]);
        var actual = Plugin.Transform(GoldenBundle.Load(Biosample)).Contributions(BundlePartition.Root, deleted: false)
            .ToDictionary(c => c.Entity, c => new Entity(("contents", c.Contents)));
        AssertSame(expected.ToDictionary(e => e.Key, e => new Entity(("contents", e.Value["contents"]))), actual);
    }

    [Theory]
    [InlineData(Registration)]
    [InlineData(Biosample)]
    public void Aggregates_are_those_of_the_original(string name) =>
        AssertSame(ByEntity(GoldenBundle.Documents(name)["aggregates"]), AggregatesOf(name));

    [Theory]
    [InlineData(Registration)]
    [InlineData(Biosample)]
    public void Replicas_are_those_of_the_original(string name)
    {
        var expected = GoldenBundle.Documents(name)["replicas"].AsList
            .ToDictionary(r => r.AsEntity["id"].AsString, r => Value.List(r.AsEntity["hub_ids"].AsList.Order()));
        var actual = Plugin.Transform(GoldenBundle.Load(name)).Replicas(BundlePartition.Root)
            .ToDictionary(r => r.DocumentId, r => Value.List(r.HubIds));
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, r => Assert.Equal(r.Value, actual[r.Key]));
    }

    [Theory]
    [InlineData(Registration, Biosample)]
    [InlineData(Biosample, Registration)]
    public void Aggregates_of_both_bundles_are_those_of_the_original_in_whatever_order_they_come(string first, string second) =>
        AssertSame(ByEntity(GoldenBundle.Documents("all.anvil.json")["aggregates"]), AggregatesOf(first, second));

    [Fact]
    public void Recorded_hits_are_rendered()
    {
        var expected = GoldenBundle.Parse("golden/rest/anvil/common.json").GetProperty("hits").EnumerateObject()
            .Where(h => h.Value.TryGetProperty("datasets", out _))
            .ToDictionary(h => h.Name, h => ValueJson.FromElement(h.Value));
        var rendered = Indexed(Registration, Biosample).Aggregates().ToDictionary(a => $"{a.Entity}", a => RenderedHit.Of(Plugin, "anvil", a));
        Assert.Equal(expected.Keys.Order(), rendered.Keys.Order());
        foreach (var (name, hit) in expected)
            Comparison.AssertEqual(hit, rendered[name], name);
    }

    private static Dictionary<EntityReference, Entity> AggregatesOf(params string[] names) =>
        Indexed(names).Aggregates().ToDictionary(a => a.Entity, a => a.ToDocument());

    private static Indexing Indexed(params string[] names)
    {
        var indexing = new Indexing(Plugin);
        foreach (var name in names)
            indexing.Add(GoldenBundle.Load(name));
        return indexing;
    }

    private static Dictionary<EntityReference, Entity> ByEntity(Value documents) => documents.AsList.Select(d => d.AsEntity)
        .ToDictionary(d => new EntityReference(d["entity_type"].AsString, d["entity_id"].AsString), d => d.Without("entity_type"));

    private static void AssertSame(Dictionary<EntityReference, Entity> expected, Dictionary<EntityReference, Entity> actual)
    {
        Assert.Equal(expected.Keys.Select(e => $"{e}").Order(), actual.Keys.Select(e => $"{e}").Order());
        foreach (var (entity, document) in expected)
            Comparison.AssertEqual(document, actual[entity], $"{entity}");
    }
}
