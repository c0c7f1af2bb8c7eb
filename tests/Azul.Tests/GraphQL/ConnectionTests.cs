using System.Text.Json;
using Azul.GraphSchema.Errors;
using Azul.Plugins.Documents;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

public sealed class ConnectionTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(
        ToyRepository.Catalogs(new ToyPlugin(), "toys", "others"),
        [
            .. Enumerable.Range(0, 25).Select(i => Shelf.Book(
                $"b{i:00}", "s1", ("title", i % 5 == 4 ? Value.Null : $"Title {(i * 7) % 25:00}"), ("pages", (long)(i % 3)), ("subjects", Value.List($"subject {i % 4}", "all")))),
            Shelf.Library("l1", "s1", "Main library"),
        ]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("sort: {field: title}")]
    [InlineData("sort: {field: title, order: DESC}")]
    [InlineData("sort: [{field: pages, order: DESC}, {field: title}]")]
    [InlineData("sort: {field: subject}, filter: {pages: {within: {gte: 1}}}")]
    public async Task Pages_forward_and_backward_are_the_whole_list(string arguments)
    {
        var whole = (await ConnectionAsync($"first: 1000, {arguments}")).GetProperty("nodes").Each("id");
        var forward = new List<string>();
        var next = "";
        for (var isMore = true; isMore;)
        {
            var page = await ConnectionAsync($"first: 4, {next} {arguments}");
            forward.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
            Assert.Equal(next.Length > 0, page.At("pageInfo", "hasPreviousPage").GetBoolean());
            isMore = page.At("pageInfo", "hasNextPage").GetBoolean();
            next = $"after: \"{page.At("pageInfo", "endCursor")}\",";
        }
        Assert.Equal(whole, string.Join(' ', forward));
        var backward = new List<string>();
        next = "";
        for (var isMore = true; isMore;)
        {
            var page = await ConnectionAsync($"last: 4, {next} {arguments}");
            backward.InsertRange(0, page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("id").GetString()!));
            Assert.Equal(next.Length > 0, page.At("pageInfo", "hasNextPage").GetBoolean());
            isMore = page.At("pageInfo", "hasPreviousPage").GetBoolean();
            next = $"before: \"{page.At("pageInfo", "startCursor")}\",";
        }
        Assert.Equal(whole, string.Join(' ', backward));
    }

    [Fact]
    public async Task A_page_has_ten_hits_unless_it_is_told_otherwise_and_none_if_it_is_told_so()
    {
        Assert.Equal(10, (await ConnectionAsync("filter: null")).GetProperty("nodes").GetArrayLength());
        var empty = await ConnectionAsync("first: 0");
        Assert.Equal(0, empty.GetProperty("nodes").GetArrayLength());
        Assert.True(empty.At("pageInfo", "hasNextPage").GetBoolean());
        Assert.Equal(JsonValueKind.Null, empty.At("pageInfo", "endCursor").ValueKind);
        Assert.Equal(25, empty.GetProperty("totalCount").GetInt32());
    }

    [Fact]
    public async Task Before_alone_is_the_page_before()
    {
        var second = await ConnectionAsync("first: 1, after: " + Quoted((await ConnectionAsync("first: 3")).At("pageInfo", "endCursor")));
        var before = await ConnectionAsync("before: " + Quoted(second.At("pageInfo", "startCursor")));
        Assert.Equal((await ConnectionAsync("first: 3")).GetProperty("nodes").Each("id"), before.GetProperty("nodes").Each("id"));
    }

    [Theory]
    [InlineData("first: 1, last: 1", "exclude each other")]
    [InlineData("after: \"x\", before: \"x\"", "exclude each other")]
    [InlineData("last: 1, after: \"x\"", "goes with 'first'")]
    [InlineData("first: 1, before: \"x\"", "goes with 'last'")]
    [InlineData("first: -1", "between 0 and 1000")]
    [InlineData("first: 1001", "between 0 and 1000")]
    [InlineData("last: 1001", "between 0 and 1000")]
    public async Task Arguments_of_a_page_must_go_together(string arguments, string reason)
    {
        var error = await host.ErrorAsync($"{{ toy {{ books({arguments}) {{ totalCount }} }} }}");
        Assert.Equal(ErrorCodes.InvalidPaging, error.Code());
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("toy books", string.Join(' ', error.GetProperty("path").EnumerateArray().Select(p => p.GetString())));
    }

    [Theory]
    [InlineData("catalog: \"others\"", "")]
    [InlineData("", "filter: {pages: {is: [1]}}")]
    [InlineData("", "sort: {field: pages}")]
    public async Task A_cursor_is_good_for_its_own_query_only(string catalog, string arguments)
    {
        var cursor = await CursorAsync();
        var error = await host.ErrorAsync($"{{ toy{(catalog.Length == 0 ? "" : $"({catalog})")} {{ books(after: \"{cursor}\", {arguments}) {{ nodes {{ id }} }} }} }}");
        Assert.Equal(ErrorCodes.InvalidCursor, error.Code());
        Assert.Contains("another query", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cursor_of_another_entity_type_is_refused()
    {
        var error = await host.ErrorAsync($"{{ toy {{ libraries(after: \"{await CursorAsync()}\") {{ nodes {{ id }} }} }} }}");
        Assert.Equal(ErrorCodes.InvalidCursor, error.Code());
    }

    [Fact]
    public async Task A_cursor_that_was_tampered_with_is_refused()
    {
        var cursor = await CursorAsync();
        for (var i = 0; i < cursor.Length; i++)
        {
            var changed = cursor[..i] + (cursor[i] == 'A' ? 'B' : 'A') + cursor[(i + 1)..];
            Assert.Equal(ErrorCodes.InvalidCursor, (await host.ErrorAsync($"{{ toy {{ books(after: \"{changed}\") {{ nodes {{ id }} }} }} }}")).Code());
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("100%")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_cursor_is_refused(string cursor) =>
        Assert.Equal(ErrorCodes.InvalidCursor, (await host.ErrorAsync("query ($after: String) { toy { books(after: $after) { nodes { id } } } }", new { after = cursor })).Code());

    [Fact]
    public async Task Equal_filters_share_cursors_whatever_the_order_of_their_fields()
    {
        var page = await ConnectionAsync("first: 1, filter: {pages: {gte: 0}, subject: {is: \"all\"}}");
        var next = await ConnectionAsync($"first: 1, after: {Quoted(page.At("pageInfo", "endCursor"))}, filter: {{subject: {{is: [\"all\"]}}, pages: {{gte: 0}}}}");
        Assert.NotEqual(page.GetProperty("nodes").Each("id"), next.GetProperty("nodes").Each("id"));
    }

    [Fact]
    public async Task An_entity_is_found_by_its_id()
    {
        var data = await host.DataAsync("{ toy { book(id: \"b03\") { id accessible title pages } none: book(id: \"b99\") { id } } }");
        Assert.Equal("""{"book":{"id":"b03","accessible":true,"title":"Title 21","pages":0},"none":null}""", data.GetProperty("toy").GetRawText());
    }

    [Fact]
    public async Task Statistics_are_over_everything_that_matches()
    {
        var data = await host.DataAsync("{ toy { books(filter: {pages: {gt: 0}}) { stats { pages { count sum min max } price { count sum min max } } } } }");
        Assert.Equal(
            """{"pages":{"count":16,"sum":24,"min":1,"max":2},"price":{"count":0,"sum":0,"min":null,"max":null}}""", data.At("toy", "books", "stats").GetRawText());
    }

    [Fact]
    public async Task A_node_has_its_properties_inline_and_its_inner_entities_as_lists()
    {
        var data = await host.DataAsync("{ toy { book(id: \"b01\") { title subjects bookId: documentId sources { id spec } bundles { uuid version } pageCount authors { name country } libraries { name city } } } }");
        Assert.Equal(
            """
            {"title":"Title 07","subjects":["subject 1","all"],"bookId":"b01","sources":[{"id":"s1","spec":"s1:/0"}],"bundles":[{"uuid":"bundle-b01","version":"2020-01-01T00:00:00.000000Z"}],"pageCount":1,"authors":[{"name":"Author of b01","country":null}],"libraries":[{"name":["Main library"],"city":[null]}]}
            """,
            data.At("toy", "book").GetRawText());
    }

    private static string Quoted(JsonElement text) => $"\"{text}\"";

    private async Task<JsonElement> ConnectionAsync(string arguments) => (await host.DataAsync(
        $"{{ toy {{ books({arguments}) {{ totalCount pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} nodes {{ id }} }} }} }}")).At("toy", "books");

    private async Task<string> CursorAsync() => (await ConnectionAsync("first: 2")).At("pageInfo", "endCursor").GetString()!;
}
