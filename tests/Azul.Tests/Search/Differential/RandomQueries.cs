using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Differential;

/// <summary>Random documents and queries of every kind about them.</summary>
/// <remarks>
/// What engines need not agree on does not occur:
/// <list type="bullet">
/// <item>The text <c>~null</c> in documents. REST takes it for null, and which of the two comes first is open.</item>
/// <item><see cref="Dialect.NullsAreText"/> without <see cref="Dialect.LongStringsAreUnindexed"/>, or the other way round: nobody asks that, and an engine may sort by both where one is asked.</item>
/// <item>Sums over the terms of a facet of nested objects: whether an entity counts once, or as often as it has such an object, is open.</item>
/// </list>
/// </remarks>
internal sealed class RandomQueries(Random random)
{
    private static readonly string[] Numbers = ["pages", "price", "bundleVersion@ms", "pageCount"];
    private static readonly string[] Sortable = [.. RandomBooks.Sortable, "bundleVersion", "bundleVersion@ms", "entryId"];
    private static readonly string[] Texts = ["title", "subject", "published", "format", "bundleVersion"];
    private static readonly string[] Counted = [.. RandomBooks.Columns, "bundleVersion", "bundleVersion@ms", "pageCount", "sourceId"];
    private static readonly Dialect[] Dialects =
        [Dialect.Plain, Dialect.Plain, Dialect.Rest, Dialect.Rest, Dialect.AccessibleFacetCountsAll, Dialect.NestedFacetsCountObjects, Dialect.NullsAreText | Dialect.LongStringsAreUnindexed];

    private readonly RandomBooks books = new(random);

    public AggregateDocument Document(int number)
    {
        var book = books.Book(number);
        var columns = book.Columns.ToDictionary(c => c.Key, c => (IReadOnlyList<Value>)[.. c.Value.Select(v => v == "~null" ? "~nul" : v)]);
        if (random.Next(3) > 0)
        {
            var milliseconds = random.Next(4) * 1000L;
            columns["bundleVersion"] = [$"v{milliseconds}"];
            columns["bundleVersion@ms"] = random.Next(4) == 0 ? [Value.Null] : [milliseconds, milliseconds + random.Next(2)];
        }
        if (random.Next(3) > 0)
            columns["pageCount"] = [(long)random.Next(3)];
        return book with { Columns = columns };
    }

    public EntityQuery Next()
    {
        var dialect = One(Dialects);
        return new("toys", random.Next(20) == 0 ? ToyPlugin.Libraries : ToyPlugin.Books)
        {
            Filter = random.Next(3) switch
            {
                0 => books.Conjunction(),
                1 => books.Filter(),
                _ => new Filter.And([books.Filter(2), Starting(), .. random.Next(2) == 0 ? [new Filter.Is("sourceId", ["s1", "s2"])] : Array.Empty<Filter>()]),
            },
            Access = books.Access(),
            Dialect = dialect,
            Hits = random.Next(4) == 0 ? null : Page(),
            Facets = [.. Some(6, () => Facet(dialect))],
            Stats = [.. Some(3, () => One([.. Numbers, "published"])).Distinct()],
            DistinctCounts = [.. Some(3, () => One(Counted)).Distinct()],
        };
    }

    private HitPage Page()
    {
        var page = books.Page(null) with { Form = One(Enum.GetValues<HitForm>()), Size = random.Next(12) };
        if (random.Next(3) == 0)
            page = page with { Sort = [new(One(Sortable), random.Next(2) == 0)] };
        return page with { Cursor = random.Next(2) == 0 ? Position(page) : null };
    }

    // Whatever a cursor holds, there is a place for it.
    private SortPosition Position(HitPage page) => new(
        [.. page.Sort.Select(_ => random.Next(8) == 0 ? default(Value?) : One<Value>([Value.Null, true, -1L, 0.5, 1000L, "", "Emma", "~null", "4 week", "z", new string('l', 300), "😀", Value.List(1L), Entity.Empty]))],
        $"b{random.Next(60):000}");

    private FacetRequest Facet(Dialect dialect)
    {
        var column = One([.. Counted, "accessible"]);
        var isOfObjects = column == "award" && dialect.HasFlag(Dialect.NestedFacetsCountObjects);
        return new(column, random.Next(8))
        {
            Sort = (TermSort)random.Next(3),
            Skip = random.Next(4) == 0 ? random.Next(4) : 0,
            Search = random.Next(5) == 0 ? One(["E", "1", "", "hug", "week", "null", "É", "LLL", "true"]) : null,
            CountsTerms = random.Next(2) == 0,
            Sums = isOfObjects ? [] : [.. Some(3, () => One(Numbers)).Distinct()],
            Companion = random.Next(4) == 0 ? One(Counted) : null,
        };
    }

    private Filter.StartsWith Starting() => new(One(Texts), One(["", "E", "~", "~n", "x", "ll", "2001", "v", "😀"]));

    private IEnumerable<T> Some<T>(int limit, Func<T> make) => Enumerable.Range(0, random.Next(limit)).Select(_ => make());

    private T One<T>(T[] items) => items[random.Next(items.Length)];
}
