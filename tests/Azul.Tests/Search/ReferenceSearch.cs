using System.Text;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;

namespace Azul.Tests.Search;

/// <summary>Answers queries in the plain dialect the slow way: by looking at every document for everything, with code that shares nothing with an engine.</summary>
internal sealed class ReferenceSearch(IReadOnlyList<AggregateDocument> documents)
{
    private static bool Matches(AggregateDocument document, EntityQuery query) =>
        (!query.Access.IsLimit || IsAccessible(document, query)) && Matches(document, query.Filter, query);

    /// <summary>The ids on the page that the query asks for.</summary>
    public string[] Page(EntityQuery query)
    {
        var page = query.Hits!;
        var order = Comparer<(Value?[] Keys, string Id)>.Create((a, b) => Compare(page, a, b));
        var hits = documents.Where(d => Matches(d, query)).Select(d => (Keys: Keys(page, d), Id: d.Entity.EntityId)).Order(order).ToList();
        if (page.Cursor is { } cursor)
            hits.RemoveAll(h => Compare(page, h, ([.. cursor.Keys], cursor.EntityId)) is var c && (page.IsBackward ? c >= 0 : c <= 0));
        return [.. (page.IsBackward ? hits.TakeLast(page.Size) : hits.Take(page.Size)).Select(h => h.Id)];
    }

    public int Total(EntityQuery query) => documents.Count(d => Matches(d, query));

    private static bool IsAccessible(AggregateDocument document, EntityQuery query) =>
        query.Access.Sources is null || document.SourceIds.Any(query.Access.Sources.Contains);

    private static bool Matches(AggregateDocument document, Filter filter, EntityQuery query) => filter switch
    {
        Filter.And and => and.Parts.All(p => Matches(document, p, query)),
        Filter.Or or => or.Parts.Any(p => Matches(document, p, query)),
        Filter.Not not => !Matches(document, not.Part, query),
        Filter.Is { IsNegated: true } negated => !Matches(document, negated with { IsNegated = false }, query),
        Filter.Is { Column: "accessible" } accessible => accessible.Values.Contains(IsAccessible(document, query)),
        Filter.Is @is => @is.Values.Any(v => Has(Values(document, @is.Column), v)),
        Filter.Within { Column: "readingAge" } within => within.Ranges.All(r => Valid(r) && Spans(document).Any(s =>
            (r.From.IsNull || Above(s.From, r.From.AsDouble, !r.FromIsExclusive)) && (r.To.IsNull || Above(-s.To, -r.To.AsDouble, !r.ToIsExclusive)))),
        Filter.Within within => within.Ranges.All(r => Values(document, within.Column).Any(v => IsIn(v, r))),
        Filter.Contains contains => contains.Ranges.All(r => Valid(r) && Spans(document).Any(s => s.From <= From(r) && s.To >= To(r))),
        Filter.Intersects intersects => intersects.Ranges.All(r => Valid(r) && Spans(document).Any(s =>
            (r.To.IsNull || Above(r.To.AsDouble, s.From, !r.ToIsExclusive)) && (r.From.IsNull || Above(s.To, r.From.AsDouble, !r.FromIsExclusive)))),
        _ => throw new NotSupportedException($"{filter}"),
    };

    private static bool Has(IReadOnlyList<Value> values, Value wanted) => wanted.Kind switch
    {
        ValueKind.Null => values.Count == 0 || values.Any(v => v.IsNull),
        ValueKind.Entity => values.Any(v => v.Kind == ValueKind.Entity && wanted.AsEntity.All(p => v.AsEntity[p.Key] == p.Value)),
        _ => values.Contains(wanted),
    };

    private static bool IsIn(Value value, ValueRange range)
    {
        if (value.IsNull)
            return false;
        var from = range.From.IsNull ? 1 : Order(value, range.From);
        var to = range.To.IsNull ? -1 : Order(value, range.To);
        return (range.FromIsExclusive ? from > 0 : from >= 0) && (range.ToIsExclusive ? to < 0 : to <= 0);
    }

    private static bool Above(double value, double end, bool orEqual) => orEqual ? value >= end : value > end;

    private static bool Valid(ValueRange range) => From(range) <= To(range);

    private static double From(ValueRange range) => range.From.IsNull ? double.NegativeInfinity : range.From.AsDouble;

    private static double To(ValueRange range) => range.To.IsNull ? double.PositiveInfinity : range.To.AsDouble;

    private static IEnumerable<(double From, double To)> Spans(AggregateDocument document) => Values(document, "readingAge")
        .Select(v => (v.AsList[0].IsNull ? double.NegativeInfinity : v.AsList[0].AsDouble, v.AsList[1].IsNull ? double.PositiveInfinity : v.AsList[1].AsDouble));

    private static IReadOnlyList<Value> Values(AggregateDocument document, string column) => document.Columns.GetValueOrDefault(column) ?? [];

    private static Value?[] Keys(HitPage page, AggregateDocument document) => [.. page.Sort.Select(s =>
    {
        var values = Values(document, s.Column).Where(v => !v.IsNull).Select(SortText).ToList();
        values.Sort(Order);
        return values.Count == 0 ? default(Value?) : values[0];
    })];

    private static Value SortText(Value value) => value.Kind != ValueKind.Entity ? value
        : value.AsEntity["unit"].IsNull ? value.AsEntity["value"] : $"{value.AsEntity["value"].AsString} {value.AsEntity["unit"].AsString}";

    private static int Compare(HitPage page, (Value?[] Keys, string Id) left, (Value?[] Keys, string Id) right)
    {
        for (var i = 0; i < page.Sort.Count; i++)
        {
            var (l, r) = (left.Keys[i] ?? Value.Null, right.Keys[i] ?? Value.Null);
            var order = l.IsNull || r.IsNull ? l.IsNull.CompareTo(r.IsNull) : Order(l, r);
            if (order != 0)
                return page.Sort[i].IsDescending ? -order : order;
        }
        var byId = Order(left.Id, right.Id);
        return page.Sort.Count > 0 && page.Sort[^1].IsDescending ? -byId : byId;
    }

    private static int Order(Value left, Value right) => left.Kind == ValueKind.String && right.Kind == ValueKind.String
        ? Encoding.UTF8.GetBytes(left.AsString).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right.AsString))
        : left.CompareTo(right);
}
