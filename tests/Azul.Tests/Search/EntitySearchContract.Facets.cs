using Azul.Plugins.Documents;
using Azul.Search.Queries;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    private static readonly FacetRequest Subjects = new("subject", 100);

    [Fact]
    public async Task A_facet_counts_the_entities_that_have_each_term()
    {
        await PutAsync(Book("a", ("subject", Value.List("x", "y"))), Book("b", ("subject", "y")), Book("c", ("subject", Value.List("y", "y", "z"))));
        var facet = await FacetAsync(Books, Subjects);
        Assert.Equal("\"y\":3 \"x\":1 \"z\":1", Terms(facet));
        Assert.Equal((3, 0, 0, 3), (facet.Total, facet.NullCount, facet.AbsentCount, facet.DistinctCount));
    }

    [Fact]
    public async Task Null_and_absence_are_one_term()
    {
        await PutAsync(Book("a", ("subject", Value.List("x", Value.Null))), Book("b", ("subject", Value.Null)), Book("c"), Book("d", ("subject", "x")));
        var facet = await FacetAsync(Books, Subjects);
        Assert.Equal("null:3 \"x\":2", Terms(facet));
        Assert.Equal((4, 2, 1, 2), (facet.Total, facet.NullCount, facet.AbsentCount, facet.DistinctCount));
    }

    [Fact]
    public async Task A_facet_disregards_the_top_level_conditions_on_its_own_field()
    {
        await PutAsync(
            Book("a", ("subject", "x"), ("pages", 1L)), Book("b", ("subject", "y"), ("pages", 1L)), Book("c", ("subject", "y"), ("pages", 2L)), Book("d", ("subject", "z"), ("pages", 2L)));
        var query = Books with { Filter = Is("subject", "x").And(Is("pages", 1L).And(Is("subject", "x", "z"))), Facets = [Subjects, new("pages", 10)] };
        var result = await AskAsync(query);
        Assert.Equal(1, result.Total);
        Assert.Equal("\"x\":1 \"y\":1", Terms(result.Facets[0]));
        Assert.Equal("1:1", Terms(result.Facets[1]));
    }

    [Fact]
    public async Task A_facet_regards_conditions_on_its_own_field_that_are_not_at_the_top()
    {
        await PutAsync(Book("a", ("subject", "x")), Book("b", ("subject", "y")));
        Assert.Equal("\"x\":1", await TermsAsync(Books with { Filter = new Filter.Or([Is("subject", "x")]) }, Subjects));
        Assert.Equal("\"y\":1", await TermsAsync(Books with { Filter = new Filter.Not(Is("subject", "x")) }, Subjects));
        Assert.Equal("\"x\":1 \"y\":1", await TermsAsync(Books with { Filter = Is("subject", "x") with { IsNegated = true } }, Subjects));
    }

    [Fact]
    public async Task A_facet_disregards_conditions_on_the_other_column_of_its_field()
    {
        await PutAsync(Book("a", ("bundleVersion", "v1"), ("bundleVersion@ms", 1L)), Book("b", ("bundleVersion", "v2"), ("bundleVersion@ms", 2L)));
        Assert.Equal("\"v1\":1 \"v2\":1", await TermsAsync(Books with { Filter = Within("bundleVersion@ms", (1L, 1L)) }, new("bundleVersion", 10)));
    }

    [Fact]
    public async Task Terms_are_sorted_by_count_or_term_and_paged()
    {
        await PutAsync(Book("a", ("price", Value.List(10L, 9L))), Book("b", ("price", 10L)), Book("c", ("price", Value.List(-1L, 9.5))), Book("d"));
        FacetRequest prices = new("price", 100);
        Assert.Equal("10:2 -1:1 9:1 9.5:1 null:1", await TermsAsync(Books, prices));
        Assert.Equal("-1:1 9:1 9.5:1 10:2 null:1", await TermsAsync(Books, prices with { Sort = TermSort.TermAscending }));
        Assert.Equal("null:1 10:2 9.5:1 9:1 -1:1", await TermsAsync(Books, prices with { Sort = TermSort.TermDescending }));
        var facet = await FacetAsync(Books, prices with { Sort = TermSort.TermAscending, Skip = 1, Size = 2 });
        Assert.Equal("9:1 9.5:1", Terms(facet));
        Assert.Equal(5, facet.DistinctCount);
        Assert.Equal("", await TermsAsync(Books, prices with { Size = 0 }));
        Assert.Equal("", await TermsAsync(Books, prices with { Skip = 100 }));
    }

    [Fact]
    public async Task Terms_of_text_are_sorted_by_code_point()
    {
        await PutAsync(Book("a", ("subject", Value.List("😀", "\uFFFD", "é", "e", "E"))));
        Assert.Equal("\"E\":1 \"e\":1 \"é\":1 \"\uFFFD\":1 \"😀\":1", await TermsAsync(Books, Subjects));
    }

    [Fact]
    public async Task Terms_can_be_searched_in_any_case()
    {
        await PutAsync(Book("a", ("subject", Value.List("Heart", "heart disease", "lung", Value.Null))), Book("b", ("award", Value.List(Award("Booker", 1990)))));
        var facet = await FacetAsync(Books, Subjects with { Search = "HEART" });
        Assert.Equal("\"Heart\":1 \"heart disease\":1", Terms(facet));
        Assert.Equal((2, 2), (facet.Total, facet.DistinctCount));
        Assert.Single((await FacetAsync(Books, new("award", 10) { Search = "book" })).Terms);
        Assert.Empty((await FacetAsync(Books, new("award", 10) { Search = "null" })).Terms);
    }

    [Fact]
    public async Task A_composite_facet_counts_entities_by_the_whole_value()
    {
        await PutAsync(
            Book("a", ("award", Value.List(Award("Booker", 1990), Award("Booker", 1991), Award("Booker", 1990)))),
            Book("b", ("award", Value.List(new Entity(("year", 1990.0), ("prize", "Booker"))))),
            Book("c", ("award", Value.List(new Entity(("prize", "Booker"))))),
            Book("d"));
        Assert.Equal(
            """{"prize":"Booker","year":1990}:2 {"prize":"Booker","year":1991}:1 {"prize":"Booker","year":null}:1 null:1""",
            await TermsAsync(Books, new("award", 10)));
    }

    [Fact]
    public async Task Facets_of_every_type_have_their_values_as_terms()
    {
        await PutAsync(
            Book(
                "a",
                ("isLent", true),
                ("price", 1.5),
                ("published", "2001-01-01T00:00:00.000000Z"),
                ("format", Value.List("folio", "quarto")),
                ("readingAge", ToyDocuments.Ranges((1, null))),
                ("loanPeriod", Quantity("4", null))),
            Book("b", ("isLent", false)));
        Assert.Equal("false:1 true:1", await TermsAsync(Books, new("isLent", 10)));
        Assert.Equal("1.5:1 null:1", await TermsAsync(Books, new("price", 10)));
        Assert.Equal("\"2001-01-01T00:00:00.000000Z\":1 null:1", await TermsAsync(Books, new("published", 10)));
        Assert.Equal("\"folio\":1 \"quarto\":1 null:1", await TermsAsync(Books, new("format", 10)));
        Assert.Equal("[1,null]:1 null:1", await TermsAsync(Books, new("readingAge", 10)));
        Assert.Equal("""{"value":"4","unit":null}:1 null:1""", await TermsAsync(Books, new("loanPeriod", 10)));
    }

    [Fact]
    public async Task Terms_have_sums_over_their_entities()
    {
        await PutAsync(
            Book("a", ("subject", Value.List("x", "y")), ("pages", Value.List(1L, 1L, Value.Null)), ("price", 0.5)),
            Book("b", ("subject", "y"), ("pages", 10L)),
            Book("c", ("pages", 100L), ("price", 2L)));
        var facet = await FacetAsync(Books, Subjects with { Sums = ["pages", "price"], Sort = TermSort.TermAscending });
        Assert.Equal([[2, 0.5], [12, 0.5], [100, 2]], facet.Terms.Select(t => t.Sums));
    }

    [Fact]
    public async Task Terms_have_the_companions_that_their_entities_have()
    {
        await PutAsync(
            Book("a", ("subject", Value.List("x", "y")), ("title", Value.List("t2", Value.Null))), Book("b", ("subject", "y"), ("title", Value.List("t1", "t2"))), Book("c", ("subject", "z")));
        var facet = await FacetAsync(Books, Subjects with { Companion = "title", Sort = TermSort.TermAscending });
        Assert.Equal([["t2"], ["t1", "t2"], []], facet.Terms.Select(t => t.Companions));
    }

    [Fact]
    public async Task Stats_and_distinct_counts_are_over_the_values_of_the_hits()
    {
        await PutAsync(
            Book("a", ("pages", Value.List(5L, 5L, Value.Null)), ("subject", Value.List("x", Value.Null)), ("published", "2001-01-01T00:00:00.000000Z")),
            Book("b", ("pages", -2L), ("subject", "x"), ("published", "2002-01-01T00:00:00.000000Z")),
            Book("c"),
            Book("d", ("pages", 1000L), ("subject", "w")));
        var result = await AskAsync(Books with { Filter = Is("entryId", "a", "b", "c"), Stats = ["pages", "price", "published"], DistinctCounts = ["subject", "pages", "price"] });
        Assert.Equal(new(3, 8, -2L, 5L), result.Stats[0]);
        Assert.Equal(new(0, 0, Value.Null, Value.Null), result.Stats[1]);
        Assert.Equal(new(2, 0, "2001-01-01T00:00:00.000000Z", "2002-01-01T00:00:00.000000Z"), result.Stats[2]);
        Assert.Equal([2L, 3L, 0L], result.DistinctCounts);
    }

    [Fact]
    public async Task An_empty_index_has_no_hits_no_terms_and_no_values()
    {
        var result = await AskAsync(Books with { Hits = new(10, [new("title", false)]), Facets = [Subjects, new("accessible", 10)], Stats = ["pages"], DistinctCounts = ["title"] });
        Assert.Equal(0, result.Total);
        Assert.Empty(result.Hits!.Hits);
        Assert.False(result.Hits.HasMore);
        Assert.All(result.Facets, f => Assert.Empty(f.Terms));
        Assert.Equal(new(0, 0, Value.Null, Value.Null), result.Stats[0]);
        Assert.Equal([0L], result.DistinctCounts);
    }

    [Fact]
    public async Task Nothing_is_computed_that_is_not_asked_for()
    {
        await PutAsync(Book("a"));
        var result = await AskAsync(Books);
        Assert.Equal(1, result.Total);
        Assert.Null(result.Hits);
        Assert.Empty(result.Facets);
        Assert.Empty(result.Stats);
        Assert.Empty(result.DistinctCounts);
    }
}
