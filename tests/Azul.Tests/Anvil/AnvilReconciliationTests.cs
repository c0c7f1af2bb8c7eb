using Azul.Plugins.Anvil;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;
using Azul.Tests.Golden;

namespace Azul.Tests.Anvil;

public sealed class AnvilReconciliationTests
{
    private static readonly AnvilPlugin Plugin = new();

    private static Bundle Biosample => new AnvilBundle(0xb).Row("anvil_dataset", 1).Row("anvil_biosample", 2).Build();

    private static Bundle Registration => new AnvilBundle(0xa).Registration(1, "About a study").Build();

    [Fact]
    public void A_registration_alone_is_a_data_set_with_nothing_but_a_description()
    {
        var dataset = Dataset(Registration);
        Assert.Equal($$"""{"document_id":"{{AnvilBundle.Id(1)}}","description":"About a study"}""", $"{dataset.Contents["datasets"].AsList[0]}");
        Assert.All(dataset.Contents.Where(c => c.Key != "datasets"), c => Assert.Empty(c.Value.AsList));
    }

    [Fact]
    public void A_registration_without_description_is_one_all_the_same() =>
        Assert.Equal(Value.Null, Assert.Single(Dataset(new AnvilBundle().Registration(1, null).Build()).Contents["datasets"].AsList).AsEntity["description"]);

    [Fact]
    public void A_registration_is_copied_though_no_file_leads_to_it()
    {
        var replica = Assert.Single(Plugin.Transform(Registration).Replicas(BundlePartition.Root));
        Assert.Equal(new("anvil_dataset", AnvilBundle.Id(1)), replica.Entity);
        Assert.Empty(replica.HubIds);
    }

    [Theory]
    [InlineData("registration first")]
    [InlineData("registration last")]
    [InlineData("registration between")]
    public void A_data_set_and_its_registration_are_put_together(string order)
    {
        var registration = new AnvilBundle(order switch { "registration first" => 0xa, "registration last" => 0xd, _ => 0xb5 }).Registration(1, "About a study").Build();
        var second = new AnvilBundle(0xb9).Row("anvil_dataset", 1).Row("anvil_biosample", 3).Build();
        var dataset = Assert.Single(Dataset(registration, Biosample, second).Contents["datasets"].AsList).AsEntity;
        Assert.Equal("About a study", dataset["description"]);
        Assert.Equal("A study", dataset["title"]);
        Assert.Equal(11, dataset.Count);
    }

    [Fact]
    public void Without_a_registration_there_is_no_description() =>
        Assert.False(Assert.Single(Dataset(Biosample).Contents["datasets"].AsList).AsEntity.Has("description"));

    [Fact]
    public void Only_data_sets_and_bundles_of_registrations_know_the_description()
    {
        var aggregates = Aggregates(Registration, Biosample);
        var described = aggregates.Where(a => a.Contents["datasets"].AsList.Any(d => d.AsEntity.Has("description"))).Select(a => $"{a.Entity}");
        Assert.Equal([$"bundles/{AnvilBundle.Id(0xa)}", $"datasets/{AnvilBundle.Id(1)}"], described.Order());
    }

    [Fact]
    public void When_the_registration_goes_so_does_the_description()
    {
        var indexing = new Indexing(Plugin);
        indexing.Add(Registration);
        indexing.Add(Biosample);
        indexing.Add(Registration, deleted: true);
        var dataset = indexing.Aggregates().Single(a => a.Entity.EntityType == "datasets");
        Assert.False(dataset.Contents["datasets"].AsList[0].AsEntity.Has("description"));
        Assert.Equal(3, dataset.NumContributions);
    }

    [Fact]
    public void Of_copies_with_the_same_properties_the_first_one_holds()
    {
        var current = new Entity(("document_id", "1"), ("title", "a"));
        var other = new Entity(("title", "b"), ("document_id", "1"));
        Assert.Same(current, Reconcile("datasets", current, other));
    }

    [Fact]
    public void Copies_with_different_properties_contradict_each_other() => Assert.Contains(
        "different properties",
        Assert.Throws<InvalidOperationException>(() => Reconcile("donors", new(("document_id", "1")), new(("document_id", "1"), ("donor_id", "2")))).Message);

    [Fact]
    public void Copies_of_data_sets_with_different_values_contradict_each_other() => Assert.Contains(
        "different values for title",
        Assert.Throws<InvalidOperationException>(() => Reconcile("datasets", new(("document_id", "1"), ("title", "a")), new(("title", "b"), ("owner", "c")))).Message);

    [Fact]
    public void Copies_of_data_sets_that_are_incomplete_together_contradict_each_other() => Assert.Contains(
        "lack properties",
        Assert.Throws<InvalidOperationException>(() => Reconcile("datasets", new(("document_id", "1"), ("title", "a")), new(("document_id", "1"), ("owner", "c")))).Message);

    [Fact]
    public void Copies_from_different_versions_contradict_each_other() => Assert.Contains(
        "different versions",
        Assert.Throws<InvalidOperationException>(() => Plugin.Reconcile("donors", new(Entity.Empty, "1"), new(Entity.Empty, "2"))).Message);

    private static Entity Reconcile(string innerType, Entity current, Entity other) =>
        Plugin.Reconcile(innerType, new(current, AnvilBundle.Version), new(other, AnvilBundle.Version));

    private static Aggregate Dataset(params Bundle[] bundles) => Aggregates(bundles).Single(a => a.Entity.EntityType == "datasets");

    private static List<Aggregate> Aggregates(params Bundle[] bundles)
    {
        var indexing = new Indexing(Plugin);
        foreach (var bundle in bundles)
            indexing.Add(bundle);
        return [.. indexing.Aggregates()];
    }
}
