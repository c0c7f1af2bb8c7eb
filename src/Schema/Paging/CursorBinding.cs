using System.Security.Cryptography;
using Azul.Plugins.Documents;
using Azul.Search.Queries;

namespace Azul.GraphSchema.Paging;

/// <summary>What a cursor belongs to: catalog, entity type, filter and order. It means nothing anywhere else. Few answers have cursors, so nothing is computed before one does.</summary>
internal sealed class CursorBinding
{
    public const int Length = 8;

    private readonly Func<Value> text;
    private byte[]? hash;

    private CursorBinding(Func<Value> text) => this.text = text;

    public ReadOnlySpan<byte> Hash => hash ??= SHA256.HashData(ValueJson.Serialize(text()))[..Length];

    /// <summary>The binding of the cursors of hits.</summary>
    public static CursorBinding OfHits(string catalog, string entityType, Filter filter, IEnumerable<SortKey> sort) =>
        new(() => Value.List("hits", catalog, entityType, Text(filter), Value.List(sort.Select(key => Value.List(key.Column, key.IsDescending)))));

    /// <summary>The binding of the cursors of a facet's terms.</summary>
    public static CursorBinding OfTerms(string catalog, string entityType, Filter filter, string column, TermSort sort) =>
        new(() => Value.List("terms", catalog, entityType, Text(filter), column, (long)sort));

    private static Value Text(Filter filter) => filter switch
    {
        Filter.And and => Value.List(["and", .. and.Parts.Select(Text)]),
        Filter.Or or => Value.List(["or", .. or.Parts.Select(Text)]),
        Filter.Not not => Value.List("not", Text(not.Part)),
        Filter.Is condition => Value.List(condition.IsNegated ? "isNot" : "is", condition.Column, Value.List(condition.Values)),
        Filter.Within condition => Value.List("within", condition.Column, Text(condition.Ranges)),
        Filter.Contains condition => Value.List("contains", condition.Column, Text(condition.Ranges)),
        Filter.Intersects condition => Value.List("intersects", condition.Column, Text(condition.Ranges)),
        Filter.StartsWith condition => Value.List("startsWith", condition.Column, condition.Text),
        _ => throw new InvalidOperationException($"{filter.GetType()} is no filter"),
    };

    private static Value Text(IEnumerable<ValueRange> ranges) =>
        Value.List(ranges.Select(r => Value.List(r.From, r.FromIsExclusive, r.To, r.ToIsExclusive)));
}
