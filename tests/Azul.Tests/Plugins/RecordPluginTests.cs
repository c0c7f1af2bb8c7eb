using System.Text.Json;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Plugins.Records;
using Azul.Plugins.Repositories;
using Record = Azul.Plugins.Records.Record;

namespace Azul.Tests.Plugins;

/// <summary>What a plugin of records gets from its base class.</summary>
public sealed class RecordPluginTests
{
    private const string Ship = "00000000-0000-4000-8000-000000000001";
    private const string Crew = "00000000-0000-4000-8000-000000000002";
    private const string Port = "80000000-0000-4000-8000-000000000003";

    [Fact]
    public void A_document_holds_its_own_record_and_those_of_other_types()
    {
        var contributions = Transform(Good("""{"name": "Argo"}""")).Contributions(BundlePartition.Root, deleted: false).ToArray();
        Assert.Equal([$"ships/{Ship}", $"ports/{Port}"], contributions.Select(c => c.Entity.ToString()));
        Assert.Equal(
            Value.List(new Entity(("document_id", Crew), ("role", "cook"))), contributions[0].Contents["crews"]);
        Assert.Equal(Ship, contributions[0].Contents["ships"].AsList.Single().AsEntity["document_id"].AsString);
        Assert.False(contributions[1].Contents.Has("crews"));
    }

    [Theory]
    [InlineData("{}", """{"name": null, "tags": [null], "masts": null, "length": null, "is_afloat": null, "launched": null, "draught": null, "size": null}""")]
    [InlineData("""{"name": "Argo", "tags": ["a", null], "masts": 2.0, "length": 12, "is_afloat": false, "nickname": "A"}""",
        """{"name": "Argo", "tags": ["a", null], "masts": 2, "length": 12.0, "is_afloat": false, "nickname": "A"}""")]
    [InlineData("""{"launched": "1999-12-31T23:00:00-02:00"}""", """{"launched": "2000-01-01T01:00:00.000000Z"}""")]
    [InlineData("""{"draught": [1, null], "size": {"unit": "m"}, "cargo": {"rum": 3}, "unheard_of": 1}""",
        """{"draught": [1.0, null], "size": {"value": null, "unit": "m"}, "cargo": {"rum": 3}}""")]
    public void A_record_is_read_as_its_type_declares(string record, string expected)
    {
        var ship = Transform(Good(record)).Contributions(BundlePartition.Root, deleted: false).First().Contents["ships"].AsList.Single().AsEntity;
        foreach (var (name, value) in ValueJson.Parse(System.Text.Encoding.UTF8.GetBytes(expected)).AsEntity)
            Assert.Equal((name, value), (name, ship[name]));
        Assert.False(ship.Has("unheard_of"));
    }

    [Theory]
    [InlineData("""{"name": 1}""", "METADATA_WRONG_TYPE", "'name'")]
    [InlineData("""{"tags": "a"}""", "METADATA_WRONG_TYPE", "'tags'")]
    [InlineData("""{"masts": 1.5}""", "METADATA_WRONG_TYPE", "'masts'")]
    [InlineData("""{"length": "long"}""", "METADATA_WRONG_TYPE", "'length'")]
    [InlineData("""{"is_afloat": 1}""", "METADATA_WRONG_TYPE", "'is_afloat'")]
    [InlineData("""{"launched": "once"}""", "METADATA_WRONG_TYPE", "'launched', 'once', is no date")]
    [InlineData("""{"draught": 1}""", "METADATA_WRONG_TYPE", "'draught'")]
    [InlineData("""{"size": []}""", "METADATA_WRONG_TYPE", "object")]
    [InlineData("""{"cargo": {"rum": "much"}}""", "METADATA_WRONG_TYPE", "'rum'")]
    public void A_record_of_another_form_fails_with_its_place(string record, string code, string fault)
    {
        var e = Assert.Throws<BundleException>(() => Transform(Good(record)));
        Assert.Equal((code, $"ship/{Ship}"), (e.Code, e.Where));
        Assert.Contains(fault, e.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"crews": []}""", "METADATA_WRONG_TYPE", null)]
    [InlineData("""[]""", "METADATA_WRONG_TYPE", null)]
    [InlineData("""{"ships": [1], "crews": [], "ports": []}""", "METADATA_WRONG_TYPE", "ship")]
    [InlineData("""{"ships": [{}], "crews": [], "ports": []}""", "METADATA_PROPERTY_MISSING", "ship")]
    [InlineData("""{"ships": [{"document_id": "argo"}], "crews": [], "ports": []}""", "METADATA_WRONG_ID", "ship")]
    [InlineData($$"""{"ships": [], "crews": [{"document_id": "{{Crew}}"}], "ports": []}""", "METADATA_PROPERTY_MISSING", $"crew/{Crew}")]
    [InlineData($$"""{"ships": [{"document_id": "{{Ship}}"}, {"document_id": "{{Ship}}"}], "crews": [], "ports": []}""", "METADATA_DUPLICATE_ID", $"ship/{Ship}")]
    public void A_malformed_bundle_fails_with_the_place(string bundle, string code, string? where)
    {
        var e = Assert.Throws<BundleException>(() => Transform(bundle));
        Assert.Equal((code, where), (e.Code, e.Where));
    }

    [Fact]
    public void Every_record_has_a_replica_with_the_entities_that_lead_to_it()
    {
        var replicas = Transform(Good("{}")).Replicas(BundlePartition.Root).ToDictionary(r => r.Entity.ToString(), r => r.HubIds);
        Assert.Equal([Ship], replicas[$"ship/{Ship}"]);
        Assert.Equal([Ship], replicas[$"crew/{Crew}"]);
        Assert.Empty(replicas[$"port/{Port}"]);
    }

    [Fact]
    public void Partitions_divide_the_documents()
    {
        var transformation = Transform(Good("{}"));
        BundlePartition[] halves = [.. BundlePartition.Root.Divide(2)];
        Assert.Equal([$"ships/{Ship}", $"ports/{Port}"], halves.Select(p => transformation.Contributions(p, deleted: true).Single().Entity.ToString()));
        Assert.Equal(2, transformation.Estimate(BundlePartition.Root));
    }

    private static string Good(string ship) =>
        $$$"""{"ships": [{{{ship[..^1]}}}{{{(ship.Length > 2 ? "," : "")}}}"document_id": "{{{Ship}}}"}], "crews": [{"document_id": "{{{Crew}}}", "role": "cook"}], "ports": [{"document_id": "{{{Port}}}"}]}""";

    private static IBundleTransformation Transform(string bundle) => new Fleet().Transform(new(
        new(new("b", "1"), new("s", "s:/0")), "fleet", new Dictionary<string, BundlePart> { ["fleet"] = new(JsonElement.Parse(bundle)) }));

    private sealed class Fleet : RecordPlugin
    {
        public override string Name => "fleet";

        public override MetadataModel Model { get; } = new(
            "Fleet",
            "Ships and ports",
            [
                new("ships", "ship", "A ship", [new("ships", InnerForm.Own), new("crews", InnerForm.Items), new("ports", InnerForm.Groups)]) { Exposure = new("shipId") },
                new("ports", "port", "A port", [new("ports", InnerForm.Own), new("ships", InnerForm.Groups)]) { Exposure = new("portId"), IsHub = true },
            ],
            [
                new("ships", "ship", "A ship",
                [
                    Property.Text("document_id", "The id").NotNull().Field("shipId"),
                    Property.Text("name", "The name"),
                    Property.Text("nickname", "A further name").Optional(),
                    Property.Text("tags", "Words").List(),
                    Property.Integer("masts", "Number of masts"),
                    Property.Number("length", "Metres"),
                    Property.Flag("is_afloat", "Whether it swims"),
                    Property.Date("launched", "When it was launched"),
                    Property.Range("draught", "Metres"),
                    Property.Composite("size", "The size", Property.Integer("value", "How many"), Property.Text("unit", "Of what")),
                    Property.Counts("cargo", "What it carries").Optional(),
                    Property.Integer("count", "How many there are").Accumulate(Accumulation.CountDistinct("document_id")),
                ]),
                new("crews", "crew", "A sailor", [Property.Text("document_id", "The id").NotNull(), Property.Text("role", "What for").NotNull()]),
                new("ports", "port", "A port", [Property.Text("document_id", "The id").NotNull().Field("portId")]),
            ]);

        protected override IEnumerable<Record> Read(Bundle bundle)
        {
            var document = bundle.Part("fleet").Document;
            string[] types = ["ships", "crews", "ports"];
            return types.SelectMany(type => document.GetProperty(type).EnumerateArray().Select(record => new Record(type, record)));
        }
    }
}
