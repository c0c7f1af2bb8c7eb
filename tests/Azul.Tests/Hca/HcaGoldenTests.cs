using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Tests.Golden;
using Azul.Tests.Support;

namespace Azul.Tests.Hca;

public sealed class HcaGoldenTests
{
    // Stands for all bundles where there are none, so that the tests are skipped and say so.
    private const string Absent = "absent";

    // The order of these lists is that of the metadata. With several bundles, the last two are sorted.
    private static readonly string[] OrderedAlways =
        ["contributors", "publications", "laboratory", "institutions", "contact_names", "publication_titles"];

    private static readonly DocumentComparison Unordered = new();
    private static readonly DocumentComparison OfOneBundle = new([.. OrderedAlways, "accessions", "tissue_atlas", "file"]);
    private static readonly DocumentComparison OfManyBundles = new(OrderedAlways);
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
        AssertSame(ByEntity(expected["contributions"]), actual, OfOneBundle, "contents");
    }

    [Theory]
    [MemberData(nameof(Bundles))]
    public void Aggregates_are_those_of_the_original(string name)
    {
        var indexing = new Indexing(Plugin);
        indexing.Add(GoldenBundle.Load(name));
        AssertSame(ByEntity(GoldenBundle.Documents(name)["aggregates"]), Documents(indexing), OfOneBundle);
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
        var expected = ByEntity(GoldenBundle.Documents("all.test.json")["aggregates"]);
        var expectedTypes = expected.Keys.Select(e => e.EntityType).ToHashSet();
        AssertSame(expected, actual.Where(a => expectedTypes.Contains(a.Key.EntityType)).ToDictionary(), OfManyBundles);
    }

    private static string[] GoldenNames()
    {
        var folder = Path.Combine(Support.SharedFiles.RepositoryRoot, "..", "shared", "golden", "bundles");
        return Directory.Exists(folder) ? [.. GoldenBundle.Names(".dss.json", ".tdr_hca.json")] : [Absent];
    }

    private static Dictionary<EntityReference, Entity> Documents(Indexing indexing) => indexing.Aggregates().ToDictionary(a => a.Entity, a => a.ToDocument());

    private static Dictionary<EntityReference, Entity> ByEntity(Value documents) => documents.AsList.Select(d => d.AsEntity)
        .ToDictionary(d => new EntityReference(d["entity_type"].AsString, d["entity_id"].AsString), d => d.Without("entity_type"));

    private static void AssertSame(
        Dictionary<EntityReference, Entity> expected, Dictionary<EntityReference, Entity> actual, DocumentComparison ofProjects, string? only = null)
    {
        Assert.Equal(expected.Keys.Select(e => $"{e}").Order(), actual.Keys.Select(e => $"{e}").Order());
        foreach (var (entity, document) in expected)
        {
            var comparison = entity.EntityType == "projects" ? ofProjects : Unordered;
            var wanted = only is null ? document : new Entity((only, document[only]));
            comparison.AssertEqual(wanted, actual[entity], $"{entity}");
        }
    }

    private static void Shuffle(string[] names)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"AZUL_SEED={Seed.Value}");
        new Random(Seed.Value).Shuffle(names);
    }
}
