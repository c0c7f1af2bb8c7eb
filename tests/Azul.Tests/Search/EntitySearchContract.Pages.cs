using System.Text;
using Azul.Plugins.Documents;
using Azul.Search.Queries;
using Azul.Search.Results;
using Azul.Tests.Support;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

public abstract partial class EntitySearchContract
{
    [Fact]
    public async Task Hits_are_sorted_by_the_least_value_in_both_directions()
    {
        await PutAsync(Book("a", ("pages", Value.List(9L, 1L))), Book("b", ("pages", 5L)), Book("c", ("pages", Value.List(7L, 2L, Value.Null))));
        Assert.Equal("a c b", await IdsAsync(Books, new SortKey("pages", false)));
        Assert.Equal("b c a", await IdsAsync(Books, new SortKey("pages", true)));
    }

    [Fact]
    public async Task Null_and_absent_come_last_ascending_and_first_descending()
    {
        await PutAsync(Book("a", ("title", Value.Null)), Book("b"), Book("c", ("title", Value.Null)), Book("d", ("title", "zebra")), Book("e", ("title", "Ω")));
        Assert.Equal("d e a b c", await IdsAsync(Books, new SortKey("title", false)));
        Assert.Equal("c b a e d", await IdsAsync(Books, new SortKey("title", true)));
    }

    [Fact]
    public async Task Ties_are_broken_by_further_keys_and_then_by_the_id_in_the_direction_of_the_last_key()
    {
        await PutAsync(
            Book("a", ("title", "x"), ("pages", 1L)), Book("b", ("title", "x"), ("pages", 2L)), Book("c", ("title", "w"), ("pages", 2L)), Book("d", ("title", "x"), ("pages", 2L)));
        Assert.Equal("c a b d", await IdsAsync(Books, new("title", false), new("pages", false)));
        Assert.Equal("c d b a", await IdsAsync(Books, new("title", false), new("pages", true)));
        Assert.Equal("d b a c", await IdsAsync(Books, new SortKey("title", true)));
        Assert.Equal("a b c d", await IdsAsync(Books));
    }

    [Fact]
    public async Task Strings_are_sorted_by_code_point()
    {
        await PutAsync(Book("a", ("title", "😀")), Book("b", ("title", "\uFFFD")), Book("c", ("title", "é")), Book("d", ("title", "z")), Book("e", ("title", "Z")), Book("f", ("title", "")));
        Assert.Equal("f e d c b a", await IdsAsync(Books, new SortKey("title", false)));
    }

    [Theory]
    [InlineData("price", "b a c")]
    [InlineData("isLent", "a b c")]
    [InlineData("published", "b a c")]
    [InlineData("loanPeriod", "b a c")]
    public async Task Every_ordered_type_can_be_sorted(string column, string expected)
    {
        await PutAsync(
            Book("a", ("price", 1L), ("isLent", false), ("published", "2001-01-01T00:00:00.000000Z"), ("loanPeriod", Quantity("4", "week"))),
            Book("b", ("price", 0.5), ("isLent", true), ("published", "2000-01-01T00:00:00.000000Z"), ("loanPeriod", Quantity("4", "day"))),
            Book("c"));
        Assert.Equal(expected, await IdsAsync(Books, new SortKey(column, false)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_go_forward_and_back_through_all_hits(bool isDescending)
    {
        await PutAsync([.. Enumerable.Range(0, 23).Select(i => Book($"b{i:00}", ("title", i % 4 == 0 ? Nothing : i % 4 == 1 ? Value.Null : $"t{i % 3}")))]);
        SortKey[] sort = [new("title", isDescending)];
        var all = (await AskAsync(Books with { Hits = new(100, sort) })).Hits!.Hits.Select(h => h.EntityId).ToArray();
        var forward = await WalkAsync(sort, isBackward: false);
        var backward = await WalkAsync(sort, isBackward: true);
        Assert.Equal(23, all.Distinct().Count());
        Assert.Equal(all, forward.SelectMany(page => page));
        Assert.Equal(all, backward.AsEnumerable().Reverse().SelectMany(page => page));
        Assert.Equal(6, forward.Count);
    }

    [Fact]
    public async Task A_page_says_whether_there_is_more_in_its_direction()
    {
        await PutAsync(Book("a"), Book("b"), Book("c"));
        var first = await PageAsync(new(2, []));
        Assert.True(first.HasMore);
        var last = await PageAsync(new(2, []) { Cursor = first.Hits[^1].Position });
        Assert.Equal("c", Ids(last));
        Assert.False(last.HasMore);
        Assert.Equal("", Ids(await PageAsync(new(2, []) { Cursor = last.Hits[^1].Position })));
        var before = await PageAsync(new(1, []) { Cursor = last.Hits[0].Position, IsBackward = true });
        Assert.Equal("b", Ids(before));
        Assert.True(before.HasMore);
        Assert.Equal("b c", Ids(await PageAsync(new(2, []) { IsBackward = true })));
        Assert.Equal("a b c", Ids(await PageAsync(new(3, []))));
        Assert.False((await PageAsync(new(3, []))).HasMore);
        Assert.True((await PageAsync(new(0, []))).HasMore);
    }

    [Fact]
    public async Task A_cursor_works_when_its_hit_is_gone_or_has_moved_and_others_have_come()
    {
        await PutAsync(Book("a", ("pages", 1L)), Book("b", ("pages", 2L)), Book("c", ("pages", 3L)));
        HitPage page = new(1, [new("pages", false)]);
        var cursor = (await PageAsync(page with { Size = 2 })).Hits[^1].Position;
        await index.DeleteAsync(Catalog, new EntityReference(ToyPlugin.Books, "b"));
        Assert.Equal("c", Ids(await PageAsync(page with { Cursor = cursor })));
        await PutAsync(Book("d", ("pages", 2.5)), Book("e", ("pages", 1.5)));
        Assert.Equal("d", Ids(await PageAsync(page with { Cursor = cursor })));
        Assert.Equal("e", Ids(await PageAsync(page with { Cursor = cursor, IsBackward = true })));
    }

    [Fact]
    public async Task A_cursor_can_hold_values_of_any_type()
    {
        await PutAsync(Book("a", ("pages", 1L), ("title", "x")), Book("b", ("pages", Value.Null), ("title", "y")), Book("c"));
        foreach (var column in new[] { "pages", "title" })
        {
            foreach (var value in new Value?[] { null, Value.Null, true, 0L, 1.5, "", "x", Value.List(1L), Entity.Empty })
            {
                HitPage page = new(10, [new(column, false)]) { Cursor = new([value], "b") };
                var after = await PageAsync(page);
                var before = await PageAsync(page with { IsBackward = true });
                Assert.True(after.Hits.Count + before.Hits.Count >= 2, $"{column} {value}");
                Assert.Empty(after.Hits.Select(h => h.EntityId).Intersect(before.Hits.Select(h => h.EntityId)));
            }
        }
        Assert.Equal("b c", Ids(await PageAsync(new(10, [new("pages", false)]) { Cursor = new([1L], "a") })));
        Assert.Equal("c", Ids(await PageAsync(new(10, [new("pages", false)]) { Cursor = new([null], "b") })));
    }

    [Fact]
    public async Task The_total_is_that_of_all_pages()
    {
        await PutAsync(Book("a"), Book("b"), Book("c"));
        var first = await AskAsync(Books with { Hits = new(1, []) });
        var second = await AskAsync(Books with { Hits = new(1, []) { Cursor = first.Hits!.Hits[0].Position } });
        Assert.Equal((3, 3), (first.Total, second.Total));
    }

    [Fact]
    public async Task A_hit_has_its_document_in_the_form_that_is_asked_for()
    {
        await PutAsync(Book("a"));
        Assert.Equal("""{"entity_id":"a"}""", await DocumentAsync(HitForm.Native));
        Assert.Equal("""{"entryId":"a"}""", await DocumentAsync(HitForm.Rest));
        Assert.Equal("", await DocumentAsync(HitForm.None));
    }

    [Fact]
    public async Task Changes_are_seen_by_the_next_query()
    {
        await PutAsync(Book("a", ("subject", "x")), Book("b", ("subject", "x")));
        Assert.Equal("\"x\":2", await TermsAsync(Books, Subjects));
        await PutAsync(Book("a", ("subject", "y")));
        Assert.Equal("\"x\":1 \"y\":1", await TermsAsync(Books, Subjects));
        await index.DeleteAsync(Catalog, new EntityReference(ToyPlugin.Books, "b"));
        Assert.Equal("\"y\":1", await TermsAsync(Books, Subjects));
        Assert.Equal("a", await FindAsync(Filter.Everything));
        await PutAsync(Book("b", ("subject", "z")));
        Assert.Equal("a b", await FindAsync(Filter.Everything));
    }

    [Fact]
    public async Task Entity_types_and_catalogs_are_searched_apart()
    {
        await PutAsync(Book("a"), Of(ToyPlugin.Libraries, "l", ["s1"]));
        await index.PutAsync("others", Book("z"));
        var results = await index.Search.SearchAsync(
            [Books with { Hits = new(9, []) }, new("others", ToyPlugin.Books) { Hits = new(9, []) }, new(Catalog, ToyPlugin.Libraries) { Hits = new(9, []) }, Books], Cancellation);
        Assert.Equal(["a", "z", "l", null], results.Select(r => r.Hits is { } hits ? Ids(hits) : null));
        Assert.Empty(await index.Search.SearchAsync([], Cancellation));
    }

    [Fact]
    public async Task Each_query_of_a_batch_is_answered_from_one_state_while_others_write()
    {
        await PutAsync(Book("a", ("pages", 0L)));
        using var stop = new CancellationTokenSource();
        var writer = WriteUntilAsync(stop.Token);
        for (var i = 0; i < 50; i++)
        {
            var query = Books with { Stats = ["pages"], Hits = new(1, [new("pages", false)]) };
            var results = await index.Search.SearchAsync([query, query, query], Cancellation);
            Assert.All(results, r => Assert.Equal((double)r.Hits!.Hits[0].Position.Keys[0]!.Value.AsLong, r.Stats[0].Sum));
            Assert.All(results, r => Assert.False(r.Hits!.Hits[0].Document.IsEmpty));
        }
        await stop.CancelAsync();
        await writer;
    }

    private async Task WriteUntilAsync(CancellationToken stop)
    {
        for (var i = 1L; !stop.IsCancellationRequested; i++)
            await PutAsync(Book("a", ("pages", i)));
    }

    private async Task<HitPageResult> PageAsync(HitPage page) => (await AskAsync(Books with { Hits = page })).Hits!;

    private async Task<string> DocumentAsync(HitForm form) =>
        Encoding.UTF8.GetString((await PageAsync(new(1, []) { Form = form })).Hits[0].Document.Span);

    private async Task<List<string[]>> WalkAsync(SortKey[] sort, bool isBackward)
    {
        var pages = new List<string[]>();
        SortPosition? cursor = null;
        while (true)
        {
            var page = await PageAsync(new(4, sort) { Cursor = cursor, IsBackward = isBackward });
            pages.Add([.. page.Hits.Select(h => h.EntityId)]);
            if (!page.HasMore)
                return pages;
            cursor = (isBackward ? page.Hits[0] : page.Hits[^1]).Position;
        }
    }
}
