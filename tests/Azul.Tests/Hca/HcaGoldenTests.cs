using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Tests.Golden;
using Azul.Tests.Support;

namespace Azul.Tests.Hca;

public sealed class HcaGoldenTests
{
    // Stands for all bundles where there are none, so that the tests are skipped and say so.
    private const string Absent = "absent";

    private static readonly HcaPlugin Plugin = new();

    public static TheoryData<string> Bundles => [.. GoldenNames()];

    public static TheoryData<string> BundlesWithContributions => [.. GoldenNames().Where(n => n == Absent || GoldenBundle.Documents(n).Has("contributions"))];

    [Theory]
    [MemberData(nameof(BundlesWithContributions))]
    public void Contributions_are_those_of_the_original(string name)
    {
        var expected = GoldenBundle.Documents(name);
        var actual = Plugin.Transform(GoldenBundle.Load(name)).Contributions(BundlePartition.Root, deleted: false)
            .ToDictionary(c => c.Entity, c => new Entity(("contents", c.Contents)));
        HcaDocuments.AssertSame(HcaDocuments.ByEntity(expected["contributions"]), actual, HcaDocuments.OfOneBundle, "contents");
    }

    [Theory]
    [MemberData(nameof(Bundles))]
    public void Aggregates_are_those_of_the_original(string name)
    {
        var indexing = new Indexing(Plugin);
        indexing.Add(GoldenBundle.Load(name));
        HcaDocuments.AssertSame(HcaDocuments.ByEntity(GoldenBundle.Documents(name)["aggregates"]), Documents(indexing), HcaDocuments.OfOneBundle);
    }

    [Theory]
    [MemberData(nameof(Bundles))]
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
    [InlineData("forwards")]
    [InlineData("backwards")]
    [InlineData("shuffled")]
    public void Aggregates_of_all_bundles_are_those_of_the_original_in_whatever_order_they_come(string order)
    {
        var names = GoldenBundle.Names(".dss.json").ToArray();
        if (order == "backwards")
            Array.Reverse(names);
        if (order == "shuffled")
            Shuffle(names);
        var indexing = new Indexing(Plugin);
        foreach (var name in names)
            indexing.Add(GoldenBundle.Load(name));
        var actual = Documents(indexing);
        var expected = HcaDocuments.ByEntity(GoldenBundle.Documents("all.test.json")["aggregates"]);
        var expectedTypes = expected.Keys.Select(e => e.EntityType).ToHashSet();
        HcaDocuments.AssertSame(expected, actual.Where(a => expectedTypes.Contains(a.Key.EntityType)).ToDictionary(), HcaDocuments.OfManyBundles);
    }

    private static string[] GoldenNames()
    {
        var folder = Path.Combine(Support.SharedFiles.RepositoryRoot, "..", "shared", "golden", "bundles");
        return Directory.Exists(folder) ? [.. GoldenBundle.Names(".dss.json", ".tdr_hca.json")] : [Absent];
    }

    private static Dictionary<EntityReference, Entity> Documents(Indexing indexing) => indexing.Aggregates().ToDictionary(a => a.Entity, a => a.ToDocument());

    private static void Shuffle(string[] names)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"AZUL_SEED={Seed.Value}");
        new Random(Seed.Value).Shuffle(names);
    }
}
