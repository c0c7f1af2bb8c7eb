using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Azul.Tests.Docs;

/// <summary>The domain of <c>docs/plugins.md</c> is served wherever a built-in one is, and nothing but the configuration knows of it.</summary>
public sealed class PluginGuideTests(BeeGateway bees) : IClassFixture<BeeGateway>
{
    [Fact]
    public void The_whole_domain_takes_80_lines_at_most() =>
        Assert.InRange(BeeGateway.Guide.Single(b => b.Language == "csharp").Text.TrimEnd().Split('\n').Length, 1, 80);

    [Theory]
    [InlineData("bees(")]
    [InlineData("type Bee {")]
    [InlineData("type BeeHive {")]
    [InlineData("type BeeApiary {")]
    [InlineData("input BeeFilter {")]
    [InlineData("  hives(")]
    [InlineData("  isTreated: ")]
    [InlineData("\"Honey of the last season, in kilograms.\"")]
    public async Task The_schema_has_its_types(string definition) =>
        Assert.Contains(definition, await bees.Client.GetStringAsync("/graphql/schema.graphql", TestContext.Current.CancellationToken), StringComparison.Ordinal);

    [Fact]
    public async Task The_query_of_the_guide_is_answered()
    {
        var answer = await AskAsync(BeeGateway.Guide.Single(b => b.Language == "graphql").Text);
        AssertEqual(
            """
            {"data": {"bees": {
              "hives": {
                "totalCount": 1,
                "nodes": [{"breed": "Buckfast", "frames": 10, "honey": 12.5, "founded": "2021-05-01T00:00:00.000000Z", "apiaries": [{"name": ["Tiled roof"]}]}],
                "facets": {
                  "breed": {"terms": [{"value": "Carniolan", "count": 2}, {"value": "Buckfast", "count": 1}]},
                  "plant": {"terms": [{"value": "clover", "count": 1}, {"value": "lime", "count": 1}]}
                }
              },
              "summary": {"hiveCount": 3, "totalHoney": 42}
            }}}
            """,
            answer);
    }

    [Fact]
    public async Task Fields_of_every_type_can_be_filtered_and_sorted()
    {
        var answer = await AskAsync("""
            {
              bees {
                apiaries(filter: { honey: { within: [{ gte: 9.5 }] }, founded: { within: [{ lte: "2022-01-01T00:00:00.000000Z" }] } }, sort: [{ field: altitude, order: DESC }]) {
                  nodes { name altitude hives { isTreated plants } }
                }
              }
            }
            """);
        AssertEqual(
            """
            {"data": {"bees": {"apiaries": {"nodes": [
              {"name": "Heath", "altitude": 310, "hives": [{"isTreated": [null], "plants": ["clover", "heather"]}]},
              {"name": "Tiled roof", "altitude": 24, "hives": [{"isTreated": [false, true], "plants": ["clover", "lime"]}]}
            ]}}}}
            """,
            answer);
    }

    [Fact]
    public async Task REST_shows_hits_and_facets()
    {
        var answer = await GetAsync("/index/hives?filters={\"plant\":{\"is\":[\"clover\"]}}&sort=honey&order=desc");

        Assert.Equal(2, (int)answer["pagination"]!["total"]!);
        var hit = answer["hits"]![0]!;
        Assert.Equal("51b8d3f6-7e2c-4a90-9c4d-6f8e0a1b2c31", (string?)hit["entryId"]);
        Assert.Equal("https://example.org/bees:/0", (string?)hit["sources"]![0]!["sourceSpec"]);
        Assert.Equal("2019-06-30T10:00:00.000000Z", (string?)hit["hives"]![0]!["founded"]);
        Assert.True((bool)hit["hives"]![0]!["accessible"]!);
        AssertEqual("""[{"document_id": ["c2a7e5d0-4b9f-4d18-8f6e-2b1c0d9e8f71"], "name": ["Heath"], "altitude": [310]}]""", hit["apiaries"]!);
        AssertEqual(
            """{"terms": [{"term": "Buckfast", "count": 1}, {"term": "Carniolan", "count": 1}], "total": 2, "type": "terms"}""", answer["termFacets"]!["breed"]!);
        Assert.Equal(
            ["accessible", "apiaryName", "breed", "frames", "isTreated", "plant"], answer["termFacets"]!.AsObject().Select(f => f.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task REST_shows_a_single_entity()
    {
        var hit = await GetAsync("/index/apiaries/0b2f6c1e-5d7a-4c3b-9e8f-1a2b3c4d5e6f");
        Assert.Equal("Tiled roof", (string?)hit["apiaries"]![0]!["name"]);
        AssertEqual("""["Buckfast", "Carniolan"]""", hit["hives"]![0]!["breed"]!);
    }

    [Fact]
    public async Task The_summary_has_its_figures() => AssertEqual("""{"hiveCount": 3, "totalHoney": 42.0}""", await GetAsync("/index/summary"));

    [Fact]
    public async Task The_catalog_names_its_plugins()
    {
        var plugins = (await GetAsync("/index/catalogs"))["catalogs"]!["bees"]!["plugins"]!;
        Assert.Equal(("bees", "apiaries"), ((string?)plugins["metadata"]!["name"], (string?)plugins["repository"]!["name"]));
    }

    [Fact]
    public async Task OpenAPI_describes_its_hits()
    {
        var paths = (await GetAsync("/openapi"))["paths"]!;
        var text = paths.ToJsonString();
        foreach (var name in new[] { "hives", "apiaries", "is_treated", "apiaryName", "Honey of the last season, in kilograms" })
            Assert.Contains(name, text, StringComparison.Ordinal);
    }

    private static void AssertEqual(string expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"The answer is\n{actual}");

    private async Task<JsonNode> AskAsync(string query)
    {
        using var response = await bees.Client.PostAsJsonAsync("/graphql", new { query }, TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task<JsonNode> GetAsync(string path) => (await bees.Client.GetFromJsonAsync<JsonNode>(path, TestContext.Current.CancellationToken))!;
}
