using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Hca;
using Azul.Tests.Golden;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

/// <summary>Real bundles, indexed by the HCA plugin, as GraphQL shows them.</summary>
public sealed class GoldenTests : IAsyncLifetime
{
    private readonly List<Aggregate> aggregates = [];
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync()
    {
        var indexing = new Indexing(new HcaPlugin());
        foreach (var name in GoldenBundle.Names(".dss.json"))
            indexing.Add(GoldenBundle.Load(name));
        aggregates.AddRange(indexing.Aggregates());
        host = await GraphQLHost.StartAsync(ToyRepository.Catalogs(new HcaPlugin(), "test"), aggregates);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    [Theory]
    [InlineData("files", "file")]
    [InlineData("samples", "sample")]
    [InlineData("projects", "project")]
    [InlineData("bundles", "bundle")]
    public async Task Every_entity_is_shown_whole(string type, string singular)
    {
        var selection = Selection(await TypesAsync(), $"Hca{char.ToUpperInvariant(singular[0])}{singular[1..]}", 0);
        var nodes = (await host.DataAsync($"{{ hca {{ {type}(first: 1000) {{ totalCount nodes {{ {selection} }} }} }} }}")).At("hca", type);
        var expected = aggregates.Where(a => a.Entity.EntityType == type).ToDictionary(a => a.Entity.EntityId);
        Assert.Equal(expected.Count, nodes.GetProperty("totalCount").GetInt32());
        foreach (var node in nodes.GetProperty("nodes").EnumerateArray())
        {
            var document = expected[node.GetProperty("id").GetString()!];
            Assert.Equal(document.Sums["cell_count"].AsLong, node.GetProperty("cellCount").GetInt64());
            if (type != "bundles")
                AssertShows(document.Contents[type].AsList[0].AsEntity, node, $"{type}/{document.Entity.EntityId}");
            foreach (var (inner, entities) in document.Contents.Where(c => c.Key != type && c.Key is not ("matrices" or "contributed_analyses")))
                AssertShows(entities, node.GetProperty(Camel(inner)), $"{type}/{document.Entity.EntityId}/{inner}");
        }
    }

    [Fact]
    public async Task Files_have_urls_and_matrices_are_leaves_with_their_strata()
    {
        var data = await host.DataAsync("""
            { hca { files(filter: {fileFormat: {is: ["loom"]}}, first: 1) { nodes { uuid version url } }
                    projects(filter: {entryId: {is: ["8185730f-4113-40d3-9cc3-929271784c2b"]}}) { nodes { matrices { name fileFormat organ genusSpecies developmentStage libraryConstructionApproach url } } } } }
            """);
        var file = data.At("hca", "files", "nodes", 0);
        Assert.Equal(
            $"{host.Client.BaseAddress}repository/files/{file.GetProperty("uuid")}?catalog=test&version={file.GetProperty("version").GetString()!.Replace(":", "%3A", StringComparison.Ordinal)}",
            file.GetProperty("url").GetString());
        var leaf = data.At("hca", "projects", "nodes", 0, "matrices", 0);
        Assert.Equal("wong-retina-human-eye-10XV2.loom loom eye Homo sapiens human adult stage 10X v2 sequencing", string.Join(' ', leaf.EnumerateObject().Take(1).Append(leaf.EnumerateObject().Skip(1).First()).Concat(leaf.EnumerateObject().Skip(2).Take(4)).Select(p => p.Value)));
    }

    [Fact]
    public async Task The_summary_agrees_with_the_entities()
    {
        var data = await host.DataAsync("""
            { hca { summary { projectCount fileCount totalFileSize fileTypeSummaries { format count totalSize matrixCellCount } cellCountSummaries { organType countOfDocsWithOrganType totalCellCountByOrgan } projects { projects { estimatedCellCount } cellSuspensions { totalCells } } organTypes donorCount specimenCount speciesCount labCount }
                    files { totalCount stats { fileSize { sum } } } projects { totalCount } } }
            """);
        var summary = data.At("hca", "summary");
        Assert.Equal(data.At("hca", "files", "totalCount").GetInt64(), summary.GetProperty("fileCount").GetInt64());
        Assert.Equal(data.At("hca", "projects", "totalCount").GetInt64(), summary.GetProperty("projectCount").GetInt64());
        Assert.Equal(data.At("hca", "files", "stats", "fileSize", "sum").GetDouble(), summary.GetProperty("totalFileSize").GetDouble());
        Assert.Equal(summary.GetProperty("fileCount").GetInt64(), summary.GetProperty("fileTypeSummaries").EnumerateArray().Sum(s => s.GetProperty("count").GetInt64()));
        Assert.Equal(summary.GetProperty("totalFileSize").GetDouble(), summary.GetProperty("fileTypeSummaries").EnumerateArray().Sum(s => s.GetProperty("totalSize").GetDouble()));
        var rows = summary.GetProperty("projects");
        Assert.Equal((3, JsonValueKind.Null, JsonValueKind.Null), (rows.GetArrayLength(), rows.At(0, "cellSuspensions", "totalCells").ValueKind, rows.At(1, "projects", "estimatedCellCount").ValueKind));
        Assert.Single(host.Search.Take());
    }

    private static void AssertShows(Value expected, JsonElement actual, string where)
    {
        switch (expected.Kind)
        {
            case ValueKind.List when actual.ValueKind == JsonValueKind.Object:
                // A range.
                Assert.True(expected.AsList.Count == 2, where);
                break;
            case ValueKind.List:
                Assert.True(expected.AsList.Count == actual.GetArrayLength(), $"{where}: {expected} and {actual}");
                foreach (var (e, a) in expected.AsList.Zip(actual.EnumerateArray()))
                    AssertShows(e, a, where);
                break;
            case ValueKind.Entity:
                // What an operation cannot select is not shown: constants, and files of files of files.
                foreach (var (name, value) in expected.AsEntity.Where(p => p.Key[0] != '_' && actual.TryGetProperty(Camel(p.Key), out _)))
                    AssertShows(value, actual.GetProperty(Camel(name)), $"{where}.{name}");
                break;
            default:
                Assert.True(expected == ValueJson.FromElement(actual), $"{where}: {expected} and {actual}");
                break;
        }
    }

    private async Task<JsonElement> TypesAsync() => (await host.DataAsync(
        "{ __schema { types { name fields { name args { name } type { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }")).At("__schema", "types");

    // Everything that can be selected, a few levels deep.
    private static string Selection(JsonElement types, string name, int depth)
    {
        var fields = types.EnumerateArray().Single(t => t.Name() == name).GetProperty("fields");
        return string.Join(' ', fields.EnumerateArray().Select(field =>
        {
            var type = Named(field.GetProperty("type"));
            var inner = type.GetProperty("kind").GetString() == "OBJECT" ? depth < 2 ? Selection(types, type.Name(), depth + 1) : null : "";
            return inner switch { null => "", "" => field.Name(), _ => $"{field.Name()} {{ {inner} }}" };
        }));
    }

    private static JsonElement Named(JsonElement type) => type.TryGetProperty("ofType", out var inner) && inner.ValueKind == JsonValueKind.Object ? Named(inner) : type;

    private static string Camel(string name) => string.Concat(name.Split('_', '-').Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
