using Azul.Plugins.Documents;
using Azul.Search.Queries;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    private static readonly Value Nothing = Value.List();

    [Fact]
    public async Task Is_finds_whole_strings_in_exactly_this_case()
    {
        await PutAsync(Book("a", ("title", "Emma")), Book("b", ("title", "emma")), Book("c", ("title", "Emma II")), Book("d", ("title", Value.Null)), Book("e"));
        Assert.Equal("a", await FindAsync(Is("title", "Emma")));
        Assert.Equal("a c", await FindAsync(Is("title", "Emma", "Emma II", "Persuasion")));
    }

    [Fact]
    public async Task Is_finds_null_and_absent_alike_for_null()
    {
        await PutAsync(Book("a", ("title", "Emma")), Book("b", ("title", Value.Null)), Book("c"), Book("d", ("title", Value.List("x", Value.Null))));
        Assert.Equal("b c d", await FindAsync(Is("title", Value.Null)));
        Assert.Equal("a b c d", await FindAsync(Is("title", "Emma", Value.Null)));
        Assert.Equal("a", await FindAsync(Is("title", Value.Null) with { IsNegated = true }));
    }

    [Fact]
    public async Task Is_none_of_no_values_is_nothing_and_its_negation_everything()
    {
        await PutAsync(Book("a"), Book("b", ("title", "Emma")));
        Assert.Equal("", await FindAsync(Is("title")));
        Assert.Equal("a b", await FindAsync(Is("title") with { IsNegated = true }));
    }

    [Fact]
    public async Task A_negated_condition_matches_what_the_condition_does_not()
    {
        await PutAsync(Book("a", ("subject", Value.List("x", "y"))), Book("b", ("subject", "y")), Book("c"));
        Assert.Equal("b c", await FindAsync(Is("subject", "x") with { IsNegated = true }));
        Assert.Equal("b c", await FindAsync(new Filter.Not(Is("subject", "x"))));
    }

    [Fact]
    public async Task Any_of_several_values_can_match()
    {
        await PutAsync(Book("a", ("subject", Value.List("x", "y"))), Book("b", ("subject", "z")), Book("c", ("subject", Nothing)));
        Assert.Equal("a", await FindAsync(Is("subject", "y")));
        Assert.Equal("a b", await FindAsync(Is("subject", "x", "z")));
    }

    [Fact]
    public async Task Numbers_match_by_value()
    {
        await PutAsync(Book("a", ("pages", 1L), ("price", 1.0)), Book("b", ("pages", 2L), ("price", 1.5)), Book("c", ("pages", -3L), ("price", -0.25)));
        Assert.Equal("a", await FindAsync(Is("pages", 1.0)));
        Assert.Equal("a", await FindAsync(Is("price", 1L)));
        Assert.Equal("b c", await FindAsync(Is("price", 1.5, -0.25)));
        Assert.Equal("", await FindAsync(Is("pages", "1")));
    }

    [Fact]
    public async Task Booleans_match()
    {
        await PutAsync(Book("a", ("isLent", true)), Book("b", ("isLent", false)), Book("c", ("isLent", Value.Null)), Book("d", ("isLent", Value.List(false, true))));
        Assert.Equal("a d", await FindAsync(Is("isLent", true)));
        Assert.Equal("b d", await FindAsync(Is("isLent", false)));
        Assert.Equal("a b d", await FindAsync(Is("isLent", true, false)));
    }

    [Fact]
    public async Task Dates_match_and_are_compared_as_the_text_they_are()
    {
        const string Early = "2001-02-03T04:05:06.000000Z", Late = "2001-02-03T04:05:06.000001Z";
        await PutAsync(Book("a", ("published", Early)), Book("b", ("published", Late)), Book("c", ("published", Value.Null)));
        Assert.Equal("a", await FindAsync(Is("published", Early)));
        Assert.Equal("b", await FindAsync(Within("published", (Late, "2002-01-01T00:00:00.000000Z"))));
    }

    [Fact]
    public async Task The_second_column_of_a_date_holds_milliseconds()
    {
        await PutAsync(Book("a", ("bundleVersion", "2021"), ("bundleVersion@ms", 1000L)), Book("b", ("bundleVersion@ms", 2000L)));
        Assert.Equal("b", await FindAsync(Within("bundleVersion@ms", (1001L, 2000L))));
        Assert.Equal("b a", await IdsAsync(Books, new SortKey("bundleVersion@ms", true)));
    }

    [Fact]
    public async Task A_composite_value_matches_by_the_properties_that_are_given()
    {
        await PutAsync(
            Book("a", ("award", Value.List(Award("Booker", 1990), Award("Hugo", 1991)))),
            Book("b", ("award", Value.List(Award("Booker", 1991)))),
            Book("c", ("award", Value.List(Award("Booker", null)))),
            Book("d", ("award", Value.Null)),
            Book("e"));
        Assert.Equal("a b c", await FindAsync(Is("award", new Entity(("prize", "Booker")))));
        Assert.Equal("b", await FindAsync(Is("award", Award("Booker", 1991))));
        Assert.Equal("c", await FindAsync(Is("award", Award("Booker", null))));
        Assert.Equal("a b", await FindAsync(Is("award", new Entity(("year", 1991.0)))));
        Assert.Equal("a b c", await FindAsync(Is("award", Entity.Empty)));
        Assert.Equal("d e", await FindAsync(Is("award", Value.Null)));
        Assert.Equal("a d e", await FindAsync(Is("award", Value.Null, Award("Hugo", 1991))));
    }

    [Fact]
    public async Task A_property_that_a_composite_value_leaves_out_is_null()
    {
        await PutAsync(Book("a", ("award", Value.List(new Entity(("prize", "Hugo"))))), Book("b", ("award", Value.List(Award("Hugo", 1)))));
        Assert.Equal("a", await FindAsync(Is("award", Award("Hugo", null))));
        Assert.Equal("a", await FindAsync(Is("award", new Entity(("year", Value.Null)))));
    }

    [Fact]
    public async Task A_quantity_matches_with_its_unit()
    {
        await PutAsync(Book("a", ("loanPeriod", Quantity("4", "week"))), Book("b", ("loanPeriod", Quantity("4", null))), Book("c", ("loanPeriod", Value.Null)));
        Assert.Equal("a", await FindAsync(Is("loanPeriod", Quantity("4", "week"))));
        Assert.Equal("b", await FindAsync(Is("loanPeriod", Quantity("4", null))));
        Assert.Equal("a b", await FindAsync(Is("loanPeriod", new Entity(("value", "4")))));
        Assert.Equal("c", await FindAsync(Is("loanPeriod", Value.Null)));
    }

    [Fact]
    public async Task Counts_match_by_label()
    {
        await PutAsync(Book("a", ("format", Value.List("folio", "quarto"))), Book("b", ("format", "octavo")), Book("c"));
        Assert.Equal("a", await FindAsync(Is("format", "quarto")));
        Assert.Equal("c", await FindAsync(Is("format", Value.Null)));
    }

    [Fact]
    public async Task Within_includes_both_ends_and_ends_can_be_open_or_excluded()
    {
        await PutAsync(Book("a", ("pages", 1L)), Book("b", ("pages", 2L)), Book("c", ("pages", 3L)), Book("d", ("pages", Value.Null)), Book("e"));
        Assert.Equal("a b", await FindAsync(Within("pages", (1L, 2L))));
        Assert.Equal("b c", await FindAsync(Within("pages", (1.5, Value.Null))));
        Assert.Equal("a b", await FindAsync(Within("pages", (Value.Null, 2L))));
        Assert.Equal("a b c", await FindAsync(Within("pages", (Value.Null, Value.Null))));
        Assert.Equal("b", await FindAsync(new Filter.Within("pages", [new(1L, 3L) { FromIsExclusive = true, ToIsExclusive = true }])));
        Assert.Equal("", await FindAsync(Within("pages", (3L, 1L))));
    }

    [Fact]
    public async Task Every_range_must_be_met_though_not_by_the_same_value()
    {
        await PutAsync(Book("a", ("pages", Value.List(1L, 10L))), Book("b", ("pages", 1L)), Book("c", ("pages", 10L)));
        Assert.Equal("a", await FindAsync(Within("pages", (0L, 5L), (6L, 20L))));
        Assert.Equal("a b c", await FindAsync(Within("pages")));
    }

    [Fact]
    public async Task Within_compares_strings_by_code_point()
    {
        await PutAsync(Book("a", ("title", "apple")), Book("b", ("title", "\uFFFD")), Book("c", ("title", "😀")), Book("d", ("title", Value.Null)));
        Assert.Equal("c", await FindAsync(new Filter.Within("title", [new("\uFFFD", Value.Null) { FromIsExclusive = true }])));
        Assert.Equal("a", await FindAsync(Within("title", ("a", "b"))));
    }

    [Fact]
    public async Task Ranges_are_within_contain_or_intersect_a_range()
    {
        await PutAsync(
            Book("a", ("readingAge", ToyDocuments.Ranges((3, 6)))),
            Book("b", ("readingAge", ToyDocuments.Ranges((6, 12)))),
            Book("c", ("readingAge", ToyDocuments.Ranges((10, null)))),
            Book("d", ("readingAge", ToyDocuments.Ranges((1, 2), (20, 30)))),
            Book("e"));
        Assert.Equal("a", await FindAsync(Within("readingAge", (3L, 6L))));
        Assert.Equal("a b", await FindAsync(Within("readingAge", (Value.Null, 12L)).And(Is("entryId", "a", "b", "c"))));
        Assert.Equal("b c", await FindAsync(new Filter.Contains("readingAge", Ranges((11L, 12L)))));
        Assert.Equal("c d", await FindAsync(new Filter.Contains("readingAge", Ranges((25L, 25L)))));
        Assert.Equal("a b", await FindAsync(new Filter.Intersects("readingAge", Ranges((6L, 8L)))));
        Assert.Equal("b", await FindAsync(new Filter.Intersects("readingAge", [new(6L, 8L) { FromIsExclusive = true }])));
        Assert.Equal("d", await FindAsync(new Filter.Intersects("readingAge", Ranges((1L, 1L), (30L, 99L)))));
        Assert.Equal("", await FindAsync(new Filter.Intersects("readingAge", Ranges((8L, 6L)))));
    }

    [Fact]
    public async Task Starts_with_finds_beginnings_in_exactly_this_case()
    {
        await PutAsync(Book("a", ("title", "Emma")), Book("b", ("title", "emma")), Book("c", ("title", "Em")), Book("d", ("title", Value.Null)), Book("e"));
        Assert.Equal("a c", await FindAsync(new Filter.StartsWith("title", "Em")));
        Assert.Equal("a b c", await FindAsync(new Filter.StartsWith("title", "")));
    }

    [Fact]
    public async Task Filters_are_joined_by_and_or_and_not()
    {
        await PutAsync(
            Book("a", ("subject", "x"), ("pages", 1L)), Book("b", ("subject", "x"), ("pages", 2L)), Book("c", ("subject", "y"), ("pages", 1L)), Book("d"));
        Assert.Equal("a", await FindAsync(Is("subject", "x").And(Is("pages", 1L))));
        Assert.Equal("a b c", await FindAsync(new Filter.Or([Is("subject", "x"), Is("pages", 1L)])));
        Assert.Equal("d", await FindAsync(new Filter.Not(new Filter.Or([Is("subject", "x"), Is("pages", 1L)]))));
        Assert.Equal("a b c d", await FindAsync(Filter.Everything));
        Assert.Equal("", await FindAsync(Filter.Nothing));
    }

    [Fact]
    public async Task Text_of_all_scripts_is_found()
    {
        await PutAsync(Book("a", ("title", "Ångström 😀 \"quoted\" \\ \u0001")), Book("b", ("title", "A\u030Angström")));
        Assert.Equal("a", await FindAsync(Is("title", "Ångström 😀 \"quoted\" \\ \u0001")));
    }
}
