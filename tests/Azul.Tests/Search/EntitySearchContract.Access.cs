using Azul.Plugins.Documents;
using Azul.Search.Access;
using Azul.Search.Queries;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    private static readonly SourceAccess Limited = new(new HashSet<string> { "s1", "s2" }, IsLimit: true);
    private static readonly SourceAccess Marked = Limited with { IsLimit = false };
    private static readonly FacetRequest Accessible = new("accessible", 10);

    [Fact]
    public async Task Entities_of_no_accessible_source_do_not_exist_for_a_limited_query()
    {
        await PutSourcesAsync();
        var result = await AskAsync(Books with
        {
            Access = Limited,
            Hits = new(10, []),
            Facets = [Subjects, Accessible, new("sourceId", 10)],
            Stats = ["pages"],
            DistinctCounts = ["subject"],
        });
        Assert.Equal("both one two", Ids(result.Hits!));
        Assert.Equal(3, result.Total);
        Assert.Equal("\"x\":3", Terms(result.Facets[0]));
        Assert.Equal("true:3", Terms(result.Facets[1]));
        Assert.Equal("\"s1\":2 \"s2\":1 \"s3\":1", Terms(result.Facets[2]));
        Assert.Equal(3, result.Stats[0].Sum);
        Assert.Equal([1L], result.DistinctCounts);
    }

    [Fact]
    public async Task Entities_are_marked_as_accessible_or_not_where_the_query_is_not_limited()
    {
        await PutSourcesAsync();
        var result = await AskAsync(Books with { Access = Marked, Hits = new(10, []), Facets = [Accessible] });
        Assert.Equal("both:True none:False one:True three:False two:True", string.Join(' ', result.Hits!.Hits.Select(h => $"{h.EntityId}:{h.IsAccessible}")));
        Assert.Equal("true:3 false:2", Terms(result.Facets[0]));
    }

    [Fact]
    public async Task Everything_is_accessible_without_a_restriction()
    {
        await PutSourcesAsync();
        Assert.Equal("true:5", await TermsAsync(Books, Accessible));
        Assert.Equal("", await FindAsync(Is("accessible", false)));
    }

    [Fact]
    public async Task Accessible_can_be_filtered_by()
    {
        await PutSourcesAsync();
        var marked = Books with { Access = Marked };
        Assert.Equal("both one two", await IdsAsync(marked with { Filter = Is("accessible", true) }));
        Assert.Equal("none three", await IdsAsync(marked with { Filter = Is("accessible", false) }));
        Assert.Equal("both none one three two", await IdsAsync(marked with { Filter = Is("accessible", true, false) }));
        Assert.Equal("", await IdsAsync(marked with { Filter = Is("accessible") }));
        Assert.Equal("", await IdsAsync(marked with { Filter = Is("accessible", Value.Null) }));
        Assert.Equal("none three", await IdsAsync(marked with { Filter = new Filter.Not(Is("accessible", true)) }));
        Assert.Equal("", await IdsAsync(Books with { Access = Limited, Filter = Is("accessible", false) }));
    }

    [Fact]
    public async Task The_facet_accessible_disregards_its_own_conditions_but_not_the_limit()
    {
        await PutSourcesAsync();
        Assert.Equal("true:3 false:2", await TermsAsync(Books with { Access = Marked, Filter = Is("accessible", true) }, Accessible));
        Assert.Equal("true:3", await TermsAsync(Books with { Access = Limited, Filter = Is("accessible", false) }, Accessible));
        Assert.Equal("true:2", await TermsAsync(Books with { Access = Limited, Filter = Is("sourceId", "s1") }, Accessible));
    }

    [Fact]
    public async Task In_REST_the_facet_accessible_counts_all_whatever_sources_the_query_asks_for()
    {
        await PutSourcesAsync();
        var query = Books with { Access = Limited, Dialect = Dialect.AccessibleFacetCountsAll };
        Assert.Equal("true:3 false:2", await TermsAsync(query, Accessible));
        Assert.Equal("true:3 false:2", await TermsAsync(query with { Filter = Is("sourceId", "s1").And(Is("accessible", true)) }, Accessible));
        Assert.Equal("true:1", await TermsAsync(query with { Filter = Is("entryId", "one") }, Accessible));
        Assert.Equal("false:1", await TermsAsync(query with { Filter = Is("entryId", "three").And(Is("sourceId", "s1")) }, Accessible));
        Assert.Equal("\"x\":3", await TermsAsync(query, Subjects));
    }

    [Fact]
    public async Task Nobody_without_sources_sees_anything_in_a_limited_query()
    {
        await PutSourcesAsync();
        SourceAccess none = new(new HashSet<string>(), IsLimit: true);
        var result = await AskAsync(Books with { Access = none, Facets = [Subjects] });
        Assert.Equal(0, result.Total);
        Assert.Empty(result.Facets[0].Terms);
    }

    private Task PutSourcesAsync() => PutAsync(
        Of("books", "one", ["s1"], ("subject", "x"), ("pages", 1L)),
        Of("books", "two", ["s2"], ("subject", "x"), ("pages", 1L)),
        Of("books", "three", ["s3"], ("subject", "hidden"), ("pages", 1L)),
        Of("books", "both", ["s1", "s3"], ("subject", "x"), ("pages", 1L)),
        Of("books", "none", [], ("subject", "hidden"), ("pages", 1L)));
}
