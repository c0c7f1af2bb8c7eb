using Azul.Plugins.Documents;
using Azul.Search.Access;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Tests.Support;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

/// <summary>Random books and questions about them, made of few values, so that many of them coincide.</summary>
internal sealed class RandomBooks(Random random)
{
    private static readonly string[] Sources = ["s1", "s2", "s3"];

    private static readonly Dictionary<string, Value[]> Pools = new()
    {
        ["title"] = ["Emma", "emma", "é", "\uFFFD", "😀", "~null", "", Value.Null],
        ["subject"] = ["x", "y", "z", new string('l', 300), Value.Null],
        ["pages"] = [-1L, 0L, 1L, 2L, 1L << 40, Value.Null],
        ["price"] = [-0.5, 0.0, 1L, 1.0, 2.5, Value.Null],
        ["isLent"] = [true, false, Value.Null],
        ["published"] = ["2001-01-01T00:00:00.000000Z", "2001-01-01T00:00:00.000001Z", Value.Null],
        ["award"] = [Award("Hugo", 1), Award("Hugo", 2), Award("Hugo", null), Award(null, 1), new Entity(("prize", "Hugo")), Entity.Empty, Value.Null],
        ["loanPeriod"] = [Quantity("4", "week"), Quantity("4", null), Quantity("10", "day"), Value.Null],
        ["readingAge"] = [Value.List(1L, 2L), Value.List(2.0, 6L), Value.List(3L, Value.Null), Value.List(Value.Null, 5L)],
        ["format"] = ["folio", "quarto"],
    };

    /// <summary>The columns that books have values for.</summary>
    public static IEnumerable<string> Columns => Pools.Keys;

    /// <summary>Those of them that can be sorted by.</summary>
    public static string[] Sortable { get; } = ["title", "subject", "pages", "price", "isLent", "published", "loanPeriod"];

    public AggregateDocument Book(int number) => Of(
        ToyPlugin.Books, $"b{number:000}", [.. Sources.Where(_ => random.Next(3) == 0)], [.. Columns.Select(c => (c, Value.List(Some(Pools[c]))))]);

    public SourceAccess Access() => random.Next(3) switch
    {
        0 => SourceAccess.Unlimited,
        var other => new(Sources.Where(_ => random.Next(2) == 0).ToHashSet(), IsLimit: other == 1),
    };

    public Filter Filter(int depth = 3) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => new Filter.Is("accessible", [random.Next(2) == 0]) { IsNegated = random.Next(4) == 0 },
        1 or 2 or 3 => Is(One([.. Columns])),
        4 => Range(),
        5 => new Filter.Not(Filter(depth - 1)),
        6 => new Filter.Or(Filters(depth)),
        _ => new Filter.And(Filters(depth)),
    };

    /// <summary>Several conditions on few columns, so that facets have some to disregard, and whatever else.</summary>
    public Filter Conjunction()
    {
        string[] columns = [One([.. Columns]), One([.. Columns])];
        var conditions = Enumerable.Range(0, random.Next(5)).Select(_ => (Filter)Is(One(columns)));
        return new Filter.And([.. random.Next(2) == 0 ? [Filter()] : Array.Empty<Filter>(), new Filter.And([.. conditions])]);
    }

    public HitPage Page(SortPosition? cursor) => new(
        random.Next(1, 12), [.. Enumerable.Range(0, random.Next(3)).Select(_ => new SortKey(One(Sortable), random.Next(2) == 0))])
    {
        Cursor = cursor,
        IsBackward = random.Next(2) == 0,
    };

    /// <summary>A position in the order of a page, whether or not a hit stands there.</summary>
    public SortPosition Position(HitPage page) => new(
        [.. page.Sort.Select(s => random.Next(6) == 0 ? default(Value?) : One(Pools[random.Next(6) == 0 ? "pages" : s.Column]) is { Kind: not ValueKind.Entity } value ? value : "4 week")],
        $"b{random.Next(60):000}");

    private Filter.Is Is(string column) => new(column, Some(Pools[column])) { IsNegated = random.Next(4) == 0 };

    private Filter Range()
    {
        var column = One(["title", "pages", "price", "published", "readingAge", "readingAge"]);
        var ranges = Enumerable.Range(0, random.Next(1, 3)).Select(_ => Range(column == "readingAge" ? "pages" : column)).ToArray();
        return (column == "readingAge" ? random.Next(3) : 0) switch
        {
            0 => new Filter.Within(column, ranges),
            1 => new Filter.Contains(column, ranges),
            _ => new Filter.Intersects(column, ranges),
        };
    }

    private ValueRange Range(string pool) => new(One(Pools[pool]), One(Pools[pool])) { FromIsExclusive = random.Next(4) == 0, ToIsExclusive = random.Next(4) == 0 };

    private Filter[] Filters(int depth) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => Filter(depth - 1))];

    private Value[] Some(Value[] pool) => [.. Enumerable.Range(0, random.Next(4)).Select(_ => One(pool))];

    private T One<T>(T[] items) => items[random.Next(items.Length)];
}
