using Azul.Search;
using Azul.Search.Queries;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    public static TheoryData<string, string, EntityQuery> Mistakes => new()
    {
        { "UNKNOWN_CATALOG", "toys", new("toyz", "books") },
        { "UNKNOWN_ENTITY_TYPE", "books", new("toys", "boks") },
        { "UNKNOWN_COLUMN", "subject", Books with { Filter = Is("subjects", "x") } },
        { "UNKNOWN_COLUMN", "subject", Books with { Filter = new Filter.Not(new Filter.Or([Is("subjekt", "x")])) } },
        { "UNKNOWN_COLUMN", "subject", Books with { Facets = [new("Subject", 1)] } },
        { "UNKNOWN_COLUMN", "pages", Books with { Facets = [new("subject", 1) { Sums = ["page"] }] } },
        { "UNKNOWN_COLUMN", "title", Books with { Facets = [new("subject", 1) { Companion = "titel" }] } },
        { "UNKNOWN_COLUMN", "pages", Books with { Stats = ["pagez"] } },
        { "UNKNOWN_COLUMN", "pages", Books with { DistinctCounts = ["pagez"] } },
        { "UNKNOWN_COLUMN", "pages", Books with { Hits = new(1, [new("pagez", false)]) } },
        { "WRONG_COLUMN_TYPE", "award", Books with { Hits = new(1, [new("award", false)]) } },
        { "WRONG_COLUMN_TYPE", "accessible", Books with { Hits = new(1, [new("accessible", false)]) } },
        { "WRONG_COLUMN_TYPE", "title", Books with { Filter = new Filter.Contains("title", Ranges((1L, 2L))) } },
        { "WRONG_COLUMN_TYPE", "award", Books with { Filter = Within("award", (1L, 2L)) } },
        { "WRONG_COLUMN_TYPE", "pages", Books with { Filter = new Filter.StartsWith("pages", "1") } },
        { "WRONG_COLUMN_TYPE", "accessible", Books with { Filter = Within("accessible", (false, true)) } },
        { "WRONG_COLUMN_TYPE", "title", Books with { Stats = ["title"] } },
        { "WRONG_COLUMN_TYPE", "title", Books with { Facets = [new("subject", 1) { Sums = ["title"] }] } },
        { "WRONG_CURSOR", "2", Books with { Hits = new(1, [new("title", false)]) { Cursor = new(["x", "y"], "a") } } },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_is_refused_with_a_code_and_what_was_meant(string code, string hint, EntityQuery query)
    {
        var error = await Assert.ThrowsAsync<SearchException>(() => AskAsync(query));
        Assert.Equal(code, error.Code);
        Assert.Contains(hint, error.Message, StringComparison.Ordinal);
        Assert.False(error.IsUnavailable);
    }

    [Fact]
    public async Task A_mistake_does_not_harm_later_queries()
    {
        await Assert.ThrowsAsync<SearchException>(() => AskAsync(Books with { Stats = ["title"] }));
        Assert.Equal(0, (await AskAsync(Books)).Total);
    }

    [Fact]
    public async Task A_cancelled_query_stops()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => index.Search.SearchAsync([Books], new CancellationToken(true)));
    }
}
