using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>
/// Turns filters into tests of rows. A condition is decided for each term of its column first, so that testing a row is looking up its codes.
/// </summary>
internal sealed class RowTests(QueryScope scope)
{
    public Predicate<Row> Of(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                var all = and.Parts.Select(Of).ToArray();
                return row => Array.TrueForAll(all, test => test(row));
            case Filter.Or or:
                var any = or.Parts.Select(Of).ToArray();
                return row => Array.Exists(any, test => test(row));
            case Filter.Not not:
                var part = Of(not.Part);
                return row => !part(row);
            default:
                return Of((Filter.Condition)filter);
        }
    }

    private Predicate<Row> Of(Filter.Condition condition)
    {
        var column = scope.Column(condition.Column);
        return condition switch
        {
            Filter.Is { IsNegated: true } @is => Not(Is(@is, column)),
            Filter.Is @is => Is(@is, column),
            Filter.Within within when column.Type == PropertyType.Range => EachRange(column, within.Ranges, r => i => i.IsWithin(r)),
            Filter.Within within => Each(column, within.Ranges.Select(r => ValueTest.IsIn(r, column))),
            Filter.Contains contains => EachRange(column, contains.Ranges, r => i => i.Contains(r)),
            Filter.Intersects intersects => EachRange(column, intersects.Ranges, r => i => i.Intersects(r)),
            Filter.StartsWith starts => Each(column, [term => term.AsStringOrNull?.StartsWith(starts.Text, StringComparison.Ordinal) == true]),
            _ => throw new NotSupportedException($"{condition}"),
        };
    }

    private static Predicate<Row> Is(Filter.Is condition, ColumnView column)
    {
        var matches = Matching(column, ValueTest.IsOneOf(condition.Values, column.Type));
        var matchesAbsent = condition.Values.Contains(Value.Null);
        return row => AnyOf(column.CodesOf(row), matches) || (matchesAbsent && column.CodesOf(row).IsEmpty);
    }

    private static Predicate<Row> Not(Predicate<Row> test) => row => !test(row);

    private static Predicate<Row> EachRange(ColumnView column, IReadOnlyList<ValueRange> ranges, Func<ValueRange, Func<Interval, bool>> test) =>
        Each(column, ranges.Select<ValueRange, Func<Value, bool>>(r => term => Interval.Of(term) is { } interval && test(r)(interval)));

    private static Predicate<Row> Each(ColumnView column, IEnumerable<Func<Value, bool>> tests)
    {
        // A null is in no range, unless the dialect makes a text of it.
        var sets = tests.Select(test => Matching(column, term => (column.HasTextNulls || !term.IsNull) && test(term.IsNull ? "~null" : term))).ToArray();
        return row => Array.TrueForAll(sets, set => AnyOf(column.CodesOf(row), set));
    }

    private static bool[] Matching(ColumnView column, Func<Value, bool> test)
    {
        var matching = new bool[column.Terms.Count];
        for (var code = 0; code < matching.Length; code++)
            matching[code] = column.IsIndexed(code) && test(column.Terms[code]);
        return matching;
    }

    private static bool AnyOf(ReadOnlySpan<int> codes, bool[] matching)
    {
        foreach (var code in codes)
        {
            if (matching[code])
                return true;
        }
        return false;
    }
}
