using Azul.GraphSchema.Errors;
using Azul.Plugins.Documents;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

public sealed class FacetTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(ToyRepository.Catalogs(new ToyPlugin(), "toys"),
    [
        Shelf.Book("b1", "s1", ("subjects", Value.List("art", "war")), ("is_lent", true), ("awards", Value.List(Shelf.Award("Man", 2001), Shelf.Award("Woman", null))), ("loan_period", Shelf.Period("2", "week"))),
        Shelf.Book("b2", "s1", ("subjects", Value.List("art")), ("is_lent", false), ("awards", Value.List(Shelf.Award("Man", 2001))), ("loan_period", Shelf.Period("2", null))),
        Shelf.Book("b3", "s2", ("subjects", Value.List(Value.Null)), ("is_lent", Value.Null), ("awards", Value.List()), ("loan_period", Value.Null)),
        Shelf.Book("b4", "s2"),
    ]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_facet_has_counts_and_null_stands_among_its_terms()
    {
        var facet = (await host.DataAsync("{ toy { books { facets { subject { total distinctCount missing terms { value label count } pageInfo { hasNextPage hasPreviousPage } } } } } }")).At("toy", "books", "facets", "subject");
        Assert.Equal(
            """{"total":4,"distinctCount":3,"missing":2,"terms":[{"value":"art","label":"art","count":2},{"value":null,"label":"Unspecified","count":2},{"value":"war","label":"war","count":1}],"pageInfo":{"hasNextPage":false,"hasPreviousPage":false}}""",
            facet.GetRawText());
    }

    [Fact]
    public async Task Terms_have_the_type_of_their_field()
    {
        var facets = (await host.DataAsync("""
            { toy { books { facets {
              isLent { missing terms { value label count } }
              award { terms { value { prize year } label count } }
              loanPeriod { terms { value { value unit } label count } } } } } }
            """)).At("toy", "books", "facets");
        Assert.Equal("""{"missing":2,"terms":[{"value":null,"label":"Unspecified","count":2},{"value":false,"label":"false","count":1},{"value":true,"label":"true","count":1}]}""", facets.GetProperty("isLent").GetRawText());
        Assert.Equal("""{"terms":[{"value":{"prize":"Man","year":2001},"label":"Man 2001","count":2},{"value":null,"label":"Unspecified","count":2},{"value":{"prize":"Woman","year":null},"label":"Woman","count":1}]}""", facets.GetProperty("award").GetRawText());
        Assert.Equal("Unspecified:2 2:1 2 week:1", facets.GetProperty("loanPeriod").Terms());
    }

    [Fact]
    public async Task Terms_are_paged_in_the_order_asked()
    {
        const string Query = "query ($after: String) { toy { books { facets { subject(first: 1, after: $after, sort: TERM_ASC) { terms { label count } pageInfo { hasNextPage hasPreviousPage endCursor } } } } } }";
        var labels = new List<string>();
        string? after = null;
        for (var isMore = true; isMore;)
        {
            var facet = (await host.DataAsync(Query, new { after })).At("toy", "books", "facets", "subject");
            labels.Add(facet.Terms());
            isMore = facet.At("pageInfo", "hasNextPage").GetBoolean();
            after = facet.At("pageInfo", "endCursor").GetString();
        }
        Assert.Equal(["art:2", "war:1", "Unspecified:2"], labels);
        var descending = (await host.DataAsync("{ toy { books { facets { subject(sort: TERM_DESC) { terms { label count } } } } } }")).At("toy", "books", "facets", "subject");
        Assert.Equal("Unspecified:2 war:1 art:2", descending.Terms());
    }

    [Fact]
    public async Task A_cursor_of_terms_is_good_for_its_own_facet_only()
    {
        var cursor = (await host.DataAsync("{ toy { books { facets { subject(first: 1) { pageInfo { endCursor } } } } } }")).At("toy", "books", "facets", "subject", "pageInfo", "endCursor");
        Assert.Equal(ErrorCodes.InvalidCursor, (await host.ErrorAsync($"{{ toy {{ books {{ facets {{ title(after: \"{cursor}\") {{ total }} }} }} }} }}")).Code());
        Assert.Equal(ErrorCodes.InvalidCursor, (await host.ErrorAsync($"{{ toy {{ books {{ facets {{ subject(after: \"{cursor}\", sort: TERM_ASC) {{ total }} }} }} }} }}")).Code());
        Assert.Equal(ErrorCodes.InvalidCursor, (await host.ErrorAsync($"{{ toy {{ books(after: \"{cursor}\") {{ nodes {{ id }} }} }} }}")).Code());
    }

    [Fact]
    public async Task Aliases_of_a_facet_with_different_arguments_work()
    {
        var books = (await host.DataAsync("""
            { toy { books { a: facets { x: subject(first: 1) { terms { label count } } y: subject(first: 1, sort: TERM_DESC) { terms { label count } } } b: facets { x: title { total } } } } }
            """)).At("toy", "books");
        Assert.Equal(("art:2", "Unspecified:2", 4), (books.At("a", "x").Terms(), books.At("a", "y").Terms(), books.At("b", "x", "total").GetInt32()));
    }

    [Fact]
    public async Task All_facets_come_in_a_form_that_needs_no_knowledge_of_their_types()
    {
        var facets = (await host.DataAsync("{ toy { books { allFacets(first: 2) { name total missing terms { value label count } } } } }")).At("toy", "books", "allFacets");
        Assert.Equal("bookId title subject isLent award loanPeriod format authorName country libraryName city sourceId accessible", facets.Each("name"));
        var award = facets.EnumerateArray().Single(f => f.Name() == "award");
        Assert.Equal("""{"name":"award","total":4,"missing":2,"terms":[{"value":{"prize":"Man","year":2001},"label":"Man 2001","count":2},{"value":null,"label":"Unspecified","count":2}]}""", award.GetRawText());
    }

    [Fact]
    public async Task A_filter_of_one_type_can_be_sent_to_another()
    {
        var data = await host.DataAsync("{ toy { none: libraries(filter: {title: {is: [\"x\"]}}) { totalCount } all: libraries(filter: {title: {is: [null]}}) { totalCount facets { title { missing } } } } }");
        Assert.Equal((0, 0), (data.At("toy", "none", "totalCount").GetInt32(), data.At("toy", "all", "totalCount").GetInt32()));
    }

    [Theory]
    [InlineData("subject: {is: [\"art\"]}", 2)]
    [InlineData("subject: {is: [\"war\", null]}", 3)]
    [InlineData("subject: {is: \"war\"}", 1)]
    [InlineData("subject: {is: []}", 0)]
    [InlineData("subject: {is: null}", 4)]
    [InlineData("subject: {isNot: [\"art\"]}", 2)]
    [InlineData("subject: {isNot: [null]}", 2)]
    [InlineData("subject: {startsWith: \"a\"}", 2)]
    [InlineData("subject: {is: [\"art\"], isNot: [\"war\"]}", 1)]
    [InlineData("subject: {is: [\"art\"]}, isLent: {is: [true]}", 1)]
    [InlineData("isLent: {is: [true, null]}", 3)]
    [InlineData("award: {is: [{prize: \"Man\"}]}", 2)]
    [InlineData("award: {is: [{prize: \"Man\", year: 2001}]}", 2)]
    [InlineData("award: {is: [{year: null}]}", 1)]
    [InlineData("award: {is: [{}]}", 2)]
    [InlineData("award: {is: [null]}", 2)]
    [InlineData("loanPeriod: {is: [{value: \"2\"}]}", 2)]
    [InlineData("loanPeriod: {is: [{value: \"2\", unit: null}]}", 1)]
    [InlineData("or: [{subject: {is: [\"war\"]}}, {isLent: {is: [false]}}]", 2)]
    [InlineData("or: []", 0)]
    [InlineData("and: []", 4)]
    [InlineData("and: [{subject: {is: [\"art\"]}}, {subject: {is: [\"war\"]}}]", 1)]
    [InlineData("not: {subject: {is: [\"art\"]}}", 2)]
    [InlineData("not: null", 4)]
    [InlineData("not: {}", 0)]
    [InlineData("sourceId: {is: [\"s2\"]}", 2)]
    [InlineData("accessible: {is: [true]}", 4)]
    [InlineData("accessible: {is: []}", 0)]
    [InlineData("accessible: {is: [false]}", 0)]
    [InlineData("entryId: {is: [\"b1\", \"b4\"]}", 2)]
    public async Task Conditions_match(string filter, int count) =>
        Assert.Equal(count, (await host.DataAsync($"{{ toy {{ books(filter: {{{filter}}}) {{ totalCount }} }} }}")).At("toy", "books", "totalCount").GetInt32());
}
