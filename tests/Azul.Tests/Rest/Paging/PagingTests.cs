using Azul.Tests.Rest.Support;
using Azul.Tests.Search;

namespace Azul.Tests.Rest.Paging;

/// <summary>Pages of random data with ties, nulls and absent values, there and back (<c>spec/service.md</c> §3.4).</summary>
public sealed class PagingTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    public static TheoryData<string, string, int> Walks => new(
        from sort in RandomBooks.Sortable.Append("entryId").Append("pageCount")
        from order in new[] { "asc", "desc" }
        from size in new[] { 1, 5, 7, SampleCatalogs.BookCount, 1000 }
        where size > 1 || sort is "title" or "price"
        select new TheoryDataRow<string, string, int>(sort, order, size));

    [Theory]
    [MemberData(nameof(Walks))]
    public async Task Following_links_there_and_back_gives_every_entity_once_and_the_same_pages(string sort, string order, int size)
    {
        var token = ("Authorization", "Bearer some");
        var all = (await RestAnswer.GetAsync(catalogs.Server, $"/index/books?catalog=toys&size=1000&sort={sort}&order={order}", token)).EntryIds.ToArray();
        var pages = new List<RestAnswer>();
        for (var url = $"/index/books?catalog=toys&size={size}&sort={sort}&order={order}"; url is not null; url = PathAndQuery(pages[^1].Pagination["next"].AsStringOrNull))
            pages.Add(await RestAnswer.GetAsync(catalogs.Server, url, token));

        Assert.Equal(all, pages.SelectMany(p => p.EntryIds));
        Assert.All(pages, p => Assert.Equal(all.Length, p.Pagination["total"].AsLong));
        Assert.All(pages, p => Assert.Equal(pages.Count, p.Pagination["pages"].AsLong));
        Assert.True(pages[0].Pagination["previous"].IsNull);
        for (var i = pages.Count - 1; i > 0; i--)
        {
            var back = await RestAnswer.GetAsync(catalogs.Server, PathAndQuery(pages[i].Pagination["previous"].AsString)!, token);
            Assert.Equal(pages[i - 1].EntryIds, back.EntryIds);
            Assert.Equal(pages[i - 1].Pagination, back.Pagination);
        }
    }

    [Theory]
    [InlineData("title")]
    [InlineData("subject")]
    [InlineData("isLent")]
    [InlineData("loanPeriod")]
    public async Task Descending_is_the_exact_reverse_of_ascending(string sort)
    {
        var ascending = await RestAnswer.GetAsync(catalogs.Server, $"/index/books?catalog=toys&size=1000&sort={sort}&order=asc");
        var descending = await RestAnswer.GetAsync(catalogs.Server, $"/index/books?catalog=toys&size=1000&sort={sort}&order=desc");

        Assert.Equal(SampleCatalogs.BookCount, ascending.EntryIds.Count());
        Assert.Equal(ascending.EntryIds.Reverse(), descending.EntryIds);
    }

    [Theory]
    [InlineData("search_after=[%22~~~%22,%22zzz%22]&sort=entryId")]
    [InlineData("search_before=[%22%22,%22%22]&sort=entryId")]
    public async Task A_page_beyond_all_hits_is_empty(string cursor)
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, $"/index/books?catalog=toys&{cursor}");

        Assert.Empty(answer.EntryIds);
        Assert.True(answer.Pagination["next"].IsNull && answer.Pagination["previous"].IsNull);
        Assert.Equal(SampleCatalogs.BookCount, answer.Pagination["total"].AsLong);
    }

    private static string? PathAndQuery(string? link) => link is null ? null : new Uri(link).PathAndQuery;
}
