using Azul.Plugins.Documents;
using Azul.Search.Queries;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    private static readonly string Long = new('l', 257);

    [Fact]
    public async Task Long_strings_are_values_like_others_in_the_plain_dialect()
    {
        await PutAsync(Book("a", ("title", Long)), Book("b", ("title", Long[1..])));
        Assert.Equal("a", await FindAsync(Is("title", Long)));
        Assert.Equal(2, (await FacetAsync(Books, new("title", 10))).DistinctCount);
    }

    [Fact]
    public async Task Long_strings_are_neither_found_nor_missing_in_REST_and_sort_and_count_as_absent()
    {
        const Dialect Rest = Dialect.LongStringsAreUnindexed;
        await PutAsync(Book("a", ("title", Long)), Book("b", ("title", Long[1..])), Book("c", ("title", Value.List(Long, "m"))), Book("d"));
        Assert.Equal("", await FindAsync(Is("title", Long), Rest));
        Assert.Equal("b", await FindAsync(Is("title", Long[1..]), Rest));
        Assert.Equal("d", await FindAsync(Is("title", Value.Null), Rest));
        Assert.Equal("c", await FindAsync(Is("title", "m"), Rest));
        Assert.Equal("b c a d", await IdsAsync(Books with { Dialect = Rest }, new SortKey("title", false)));
        var facet = await FacetAsync(Books with { Dialect = Rest }, new("title", 10));
        Assert.Equal($"null:2 \"{Long[1..]}\":1 \"m\":1", Terms(facet));
        Assert.Equal(2, facet.AbsentCount);
        Assert.Equal([2L], (await AskAsync(Books with { Dialect = Rest, DistinctCounts = ["title"] })).DistinctCounts);
    }

    [Fact]
    public async Task The_length_of_strings_is_counted_in_UTF16()
    {
        await PutAsync(Book("a", ("title", string.Concat(Enumerable.Repeat("😀", 128)))), Book("b", ("title", string.Concat(Enumerable.Repeat("😀", 129)))));
        Assert.Equal(1, (await FacetAsync(Books with { Dialect = Dialect.LongStringsAreUnindexed }, new("title", 10))).AbsentCount);
    }

    [Fact]
    public async Task In_REST_a_null_among_strings_sorts_as_the_text_it_is_stored_as_and_absence_after_everything()
    {
        var query = Books with { Dialect = Dialect.NullsAreText };
        await PutAsync(
            Book("a"),
            Book("b", ("title", Value.Null)),
            Book("c", ("title", "z")),
            Book("d", ("title", "é")),
            Book("e", ("title", "~n")),
            Book("f", ("title", Value.List("é", Value.Null))));
        Assert.Equal("c e b f d a", await IdsAsync(query, new SortKey("title", false)));
        Assert.Equal("a d f b e c", await IdsAsync(query, new SortKey("title", true)));
    }

    [Fact]
    public async Task In_REST_a_null_among_numbers_sorts_after_them_and_before_absence()
    {
        var query = Books with { Dialect = Dialect.NullsAreText };
        await PutAsync(Book("a"), Book("b", ("pages", Value.Null)), Book("c", ("pages", 7L)), Book("d", ("pages", Value.List(Value.Null, 8L))));
        Assert.Equal("c d b a", await IdsAsync(query, new SortKey("pages", false)));
        Assert.Equal("a b d c", await IdsAsync(query, new SortKey("pages", true)));
    }

    [Fact]
    public async Task In_REST_a_quantity_sorts_as_its_text()
    {
        var query = Books with { Dialect = Dialect.NullsAreText };
        await PutAsync(Book("a"), Book("b", ("loanPeriod", Value.Null)), Book("c", ("loanPeriod", Quantity("4", "week"))), Book("d", ("loanPeriod", Quantity("4", null))));
        var page = (await AskAsync(query with { Hits = new(10, [new("loanPeriod", false)]) })).Hits!;
        Assert.Equal("d c b a", Ids(page));
        Assert.Equal([(Value)"4", "4 week", Value.Null, null], page.Hits.Select(h => h.Position.Keys[0]));
    }

    [Fact]
    public async Task In_REST_cursors_tell_null_from_absent()
    {
        HitPage page = new(10, [new("title", false)]);
        await PutAsync(Book("a"), Book("b"), Book("c", ("title", Value.Null)), Book("d", ("title", Value.Null)));
        var query = Books with { Dialect = Dialect.NullsAreText };
        Assert.Equal("d a b", Ids((await AskAsync(query with { Hits = page with { Cursor = new([Value.Null], "c") } })).Hits!));
        Assert.Equal("d a b", Ids((await AskAsync(query with { Hits = page with { Cursor = new(["~null"], "c") } })).Hits!));
        Assert.Equal("b", Ids((await AskAsync(query with { Hits = page with { Cursor = new([null], "a") } })).Hits!));
        Assert.Equal("c d", Ids((await AskAsync(query with { Hits = page with { Cursor = new([null], "a"), IsBackward = true } })).Hits!));
    }

    [Fact]
    public async Task In_REST_absence_is_no_term_and_null_takes_its_place_among_texts()
    {
        await PutAsync(Book("a"), Book("b", ("subject", Value.Null)), Book("c", ("subject", "é")), Book("d", ("subject", "a")), Book("e"));
        var facet = await FacetAsync(Books with { Dialect = Dialect.NullsAreText }, Subjects);
        Assert.Equal("\"a\":1 null:1 \"é\":1", Terms(facet));
        Assert.Equal((5, 1, 2, 3), (facet.Total, facet.NullCount, facet.AbsentCount, facet.DistinctCount));
    }

    [Fact]
    public async Task In_REST_a_facet_of_nested_objects_counts_objects_by_their_first_property()
    {
        await PutAsync(
            Book("a", ("award", Value.List(Award("Booker", 1), Award("Booker", 2), Award("Booker", 2), Award(null, 3)))), Book("b", ("award", Value.List(Award("Hugo", 1)))), Book("c"));
        var facet = await FacetAsync(Books with { Dialect = Dialect.NestedFacetsCountObjects }, new("award", 10));
        Assert.Equal("\"Booker\":3 \"Hugo\":1 null:1", Terms(facet));
        Assert.Equal((5, 0, 1), (facet.Total, facet.NullCount, facet.AbsentCount));
        var rest = await FacetAsync(Books with { Dialect = Dialect.Rest }, new("award", 10));
        Assert.Equal("\"Booker\":3 \"Hugo\":1", Terms(rest));
        Assert.Equal((5, 0, 1), (rest.Total, rest.NullCount, rest.AbsentCount));
    }

    [Fact]
    public async Task In_REST_a_facet_of_a_quantity_still_counts_entities()
    {
        await PutAsync(Book("a", ("loanPeriod", Quantity("4", "week"))), Book("b", ("loanPeriod", Quantity("4", "week"))));
        Assert.Equal("""{"value":"4","unit":"week"}:2""", await TermsAsync(Books with { Dialect = Dialect.Rest }, new("loanPeriod", 10)));
    }
}
