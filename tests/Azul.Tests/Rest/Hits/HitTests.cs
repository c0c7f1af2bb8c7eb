using Azul.Plugins.Documents;
using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Hits;

/// <summary>Hits, facets and summaries of the sample, and of another plugin (<c>spec/service.md</c> §4, §10.1).</summary>
public sealed class HitTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    private RestServer Server => catalogs.Server;

    [Theory]
    [InlineData("bundles")]
    [InlineData("files")]
    [InlineData("projects")]
    [InlineData("samples")]
    public async Task A_hit_in_a_list_equals_the_single_entity(string type)
    {
        var list = await RestAnswer.GetAsync(Server, $"/index/{type}?size=3");

        foreach (var hit in list.Body["hits"].AsList)
            Assert.Equal(hit, (await RestAnswer.GetAsync(Server, $"/index/{type}/{hit.AsEntity["entryId"].AsString}")).Json);
    }

    [Fact]
    public async Task The_path_wins_over_a_filter_on_the_id()
    {
        var ids = (await RestAnswer.GetAsync(Server, "/index/files?size=2")).EntryIds.ToArray();

        var answer = await RestAnswer.GetAsync(Server, $"/index/files/{ids[0]}?filters={{%22entryId%22:{{%22is%22:[%22{ids[1]}%22]}}}}");

        Assert.Equal(ids[0], answer.Body["entryId"].AsString);
    }

    [Fact]
    public async Task A_file_has_an_absolute_URL_with_its_version()
    {
        var file = await FirstAsync("files", "files");

        Assert.Equal(
            $"{Server.Address.GetLeftPart(UriPartial.Authority)}/repository/files/{file["uuid"].AsString}?catalog=test&version={Uri.EscapeDataString(file["version"].AsString)}",
            file["url"].AsString);
        Assert.True(file["accessible"].AsBoolean);
    }

    [Fact]
    public async Task A_filter_leaves_the_terms_of_its_own_facet_unchanged()
    {
        var all = await RestAnswer.GetAsync(Server, "/index/samples");
        var none = await RestAnswer.GetAsync(Server, "/index/samples?filters={%22genusSpecies%22:{%22is%22:[%22no%20such%20species%22]}}");

        Assert.Empty(none.EntryIds);
        Assert.NotEmpty(all.Terms("genusSpecies"));
        Assert.Equal(all.Terms("genusSpecies"), none.Terms("genusSpecies"));
        Assert.Empty(none.Terms("organ"));
    }

    [Fact]
    public async Task Every_term_of_every_facet_finds_as_many_hits_as_it_counts()
    {
        var all = await RestAnswer.GetAsync(Server, "/index/samples");
        foreach (var (name, facet) in all.Body["termFacets"].AsEntity.Where(f => f.Key is not "tissueAtlas"))
        {
            foreach (var term in facet.AsEntity["terms"].AsList.Select(t => t.AsEntity))
            {
                var value = name is "pairedEnd" or "isIntermediate" or "isTissueAtlasProject" or "accessible" && !term["term"].IsNull ? term["term"].AsString : term["term"].ToString();
                var filters = Uri.EscapeDataString($"{{\"{name}\":{{\"is\":[{value}]}}}}");
                var answer = await RestAnswer.GetAsync(Server, $"/index/samples?filters={filters}");
                // A text that is too long for the index counts as null and is not found as null.
                Assert.True(
                    answer.Status == 200 && (name == "projectDescription" || answer.Pagination["total"] == term["count"]),
                    $"{name} {value}: {term["count"]} in the facet, {answer.Text[..Math.Min(300, answer.Text.Length)]}");
            }
        }
    }

    [Fact]
    public async Task Terms_are_rendered_as_clients_know_them()
    {
        var answer = await RestAnswer.GetAsync(Server, "/index/files?size=1");
        var facets = answer.Body["termFacets"].AsEntity;

        Assert.Equal(40, facets.Count);
        Assert.DoesNotContain(facets, f => f.Value.AsEntity["type"].AsString != "terms");
        Assert.DoesNotContain("~null", answer.Text, StringComparison.Ordinal);
        Assert.All(answer.Terms("pairedEnd"), t => Assert.Matches("^(\"true\"|\"false\"|null): ", t));
        Assert.Contains(answer.Terms("organismAge"), t => t.StartsWith("{\"value\":", StringComparison.Ordinal));
        Assert.All(facets["project"].AsEntity["terms"].AsList, t => Assert.Single(t.AsEntity["projectId"].AsList));
        Assert.Equal("accessible", facets.Last().Key);
    }

    [Fact]
    public async Task The_summary_respects_filters_on_its_own_terms()
    {
        var all = (await RestAnswer.GetAsync(Server, "/index/summary")).Body;
        var format = all["fileTypeSummaries"].AsList[0].AsEntity;

        var filtered = (await RestAnswer.GetAsync(Server, $"/index/summary?filters={{%22fileFormat%22:{{%22is%22:[%22{format["format"].AsString}%22]}}}}")).Body;

        Assert.Equal(format["count"], filtered["fileCount"]);
        Assert.Equal([format], filtered["fileTypeSummaries"].AsList.Select(s => s.AsEntity));
        Assert.Equal(all["totalFileSize"].AsDouble, all["fileTypeSummaries"].AsList.Sum(s => s.AsEntity["totalSize"].AsDouble));
    }

    [Fact]
    public async Task Another_plugin_needs_no_change_here()
    {
        var list = await RestAnswer.GetAsync(Server, "/index/books?catalog=toys&size=1000");
        var summary = (await RestAnswer.GetAsync(Server, "/index/summary?catalog=toys")).Body;

        Assert.Equal(SampleCatalogs.BookCount, list.Pagination["total"].AsLong);
        Assert.Equal("title", list.Pagination["sort"].AsString);
        Assert.Contains(list.Terms("subject"), t => t.StartsWith("\"x\": ", StringComparison.Ordinal));
        Assert.False(list.Body["termFacets"].AsEntity.Has("sourceId"));
        Assert.Equal(["bookCount", "libraryCount", "totalPages", "authorCount", "subjects"], summary.Select(p => p.Key));
        Assert.Equal(SampleCatalogs.BookCount, summary["bookCount"].AsLong);
    }

    [Fact]
    public async Task Catalogs_show_their_plugins_entity_types_and_sources()
    {
        var body = (await RestAnswer.GetAsync(Server, "/index/catalogs?foo=bar")).Body;
        var plugins = body["catalogs"].AsEntity["test"].AsEntity["plugins"].AsEntity;

        Assert.Equal("test", body["default_catalog"].AsString);
        Assert.Equal("""{"default_sort":"bundleVersion","default_order":"desc"}""", plugins["metadata"].AsEntity["indices"].AsEntity["bundles"].ToString());
        Assert.Equal("""{"name":"staging","sources":["sample:"]}""", plugins["repository"].ToString());
    }

    [Fact]
    public async Task The_version_has_a_commit_and_changes()
    {
        var body = (await RestAnswer.GetAsync(Server, "/version")).Body;

        Assert.Matches("^[0-9a-f]{40}$", body["git"].AsEntity["commit"].AsString);
        Assert.NotEmpty(body["changes"].AsList);
    }

    [Theory]
    [InlineData("bundleVersion", "[\"2018\"]")]
    [InlineData("bundleVersion", "[0]")]
    [InlineData("bundleVersion", "[\"now\"]")]
    [InlineData("organ", "[{}]")]
    [InlineData("organ", "[1, true]")]
    [InlineData("organ", "[]")]
    [InlineData("cellCount", "[null]")]
    [InlineData("tissueAtlas", "[{\"atlas\":null}]")]
    public async Task Odd_values_that_match_nothing_are_no_error(string field, string values)
    {
        var answer = await RestAnswer.GetAsync(Server, $"/index/samples?filters={Uri.EscapeDataString($"{{\"{field}\":{{\"is\":{values}}}}}")}");

        Assert.Equal((200, 0L), (answer.Status, answer.Pagination["total"].AsLong));
    }

    private async Task<Entity> FirstAsync(string type, string inner) =>
        (await RestAnswer.GetAsync(Server, $"/index/{type}?size=1")).Body["hits"].AsList[0].AsEntity[inner].AsList[0].AsEntity;
}
