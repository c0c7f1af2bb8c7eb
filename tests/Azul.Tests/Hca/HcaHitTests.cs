using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Plugins.Hits;
using Snapshooter.Xunit3;

namespace Azul.Tests.Hca;

public sealed class HcaHitTests
{
    private static readonly HcaPlugin Plugin = new();

    [Fact]
    public void Matrices_are_shown_by_their_strata_the_dimension_with_the_fewest_values_first()
    {
        var tree = Tree(
            ("a", "genusSpecies=man,mouse;organ=blood"),
            ("b", "genusSpecies=man;organ=blood\ngenusSpecies=mouse;organ=eye;developmentStage=adult"));
        Assert.Equal(
            """
            {"developmentStage":{
            "Unspecified":{"genusSpecies":{"man":{"organ":{"blood":["a","b"]}},"mouse":{"organ":{"blood":["a"]}}}},
            "adult":{"genusSpecies":{"mouse":{"organ":{"eye":["b"]}}}}}}
            """.ReplaceLineEndings(""),
            tree);
    }

    [Fact]
    public void Without_matrices_the_tree_is_empty() => Assert.Equal("{}", Tree());

    [Fact]
    public void A_matrix_without_strata_is_shown_nevertheless() =>
        Assert.Equal("""{"genusSpecies":{"Unspecified":["a"]}}""", Tree(("a", "")));

    [Fact]
    public void The_shape_of_hits_is_described() => Snapshot.Match(SchemaOf("samples").ToJsonString(new() { WriteIndented = true, NewLine = "\n" }));

    [Fact]
    public void Every_shape_describes_the_keys_of_its_hits() => Assert.All(Plugin.Model.EntityTypes, type =>
    {
        using var writer = new HitWriter();
        Plugin.HitOf(type).Write(new(("contents", Entity.Empty)), writer);
        var hit = JsonNode.Parse(writer.ToTemplate())!.AsObject();
        Assert.Equal(hit.Select(k => k.Key), SchemaOf(type.Name)["properties"]!.AsObject().Select(k => k.Key));
    });

    private static JsonObject SchemaOf(string type)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Plugin.HitOf(Plugin.Model.EntityType(type)!).WriteSchema(writer);
        return JsonNode.Parse(buffer.ToArray())!.AsObject();
    }

    // The tree of matrices with nothing but the names of files.
    private static string Tree(params (string Name, string Strata)[] files)
    {
        var matrices = new Entity(("file", Value.List(files.Select(f => (Value)new Entity(("name", f.Name), ("strata", f.Strata))))));
        var contents = new Entity(("projects", Value.List(Entity.Empty)), ("matrices", Value.List(files.Length == 0 ? [] : [(Value)matrices])));
        using var writer = new HitWriter();
        Plugin.HitOf(Plugin.Model.EntityType("projects")!).Write(new(("contents", contents)), writer);
        var text = Encoding.UTF8.GetString(writer.ToTemplate()).Replace("\u0001a\u0001", "true", StringComparison.Ordinal);
        return Names(JsonNode.Parse(text)!["projects"]![0]!["matrices"]!).ToJsonString();
    }

    private static JsonNode Names(JsonNode tree) => tree is JsonArray leaf
        ? new JsonArray([.. leaf.Select(f => f!["name"]!.DeepClone())])
        : new JsonObject(tree.AsObject().OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => KeyValuePair.Create(b.Key, (JsonNode?)Names(b.Value!))));
}
