using Azul.Plugins.Documents;

namespace Azul.Search.Documents;

/// <summary>
/// The order of values in the index: by kind, numbers by value, strings by Unicode code point (that is, by their UTF-8 bytes), composite values property by property. A null comes after
/// everything else.
/// </summary>
internal static class ValueOrder
{
    public static int Compare(Value left, Value right)
    {
        if (left.IsNull || right.IsNull)
            return left.IsNull.CompareTo(right.IsNull);
        if (left.Kind == ValueKind.String && right.Kind == ValueKind.String)
            return CompareText(left.AsString, right.AsString);
        return (left.Kind, right.Kind) switch
        {
            (ValueKind.List, ValueKind.List) => Compare(left.AsList, right.AsList),
            (ValueKind.Entity, ValueKind.Entity) => Compare(left.AsEntity.AsSpan(), right.AsEntity.AsSpan()),
            _ => left.CompareTo(right),
        };
    }

    /// <summary>Compares by code point. UTF-16 code units are not in that order: surrogates, which stand for the highest code points, are in the middle.</summary>
    public static int CompareText(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var same = left.CommonPrefixLength(right);
        if (same == left.Length || same == right.Length)
            return left.Length.CompareTo(right.Length);
        var (l, r) = (left[same], right[same]);
        return char.IsSurrogate(l) == char.IsSurrogate(r) ? l.CompareTo(r) : char.IsSurrogate(l) ? 1 : -1;
    }

    private static int Compare(IReadOnlyList<Value> left, IReadOnlyList<Value> right)
    {
        for (var i = 0; i < left.Count && i < right.Count; i++)
        {
            if (Compare(left[i], right[i]) is not 0 and var order)
                return order;
        }
        return left.Count.CompareTo(right.Count);
    }

    private static int Compare(ReadOnlySpan<KeyValuePair<string, Value>> left, ReadOnlySpan<KeyValuePair<string, Value>> right)
    {
        for (var i = 0; i < left.Length && i < right.Length; i++)
        {
            if (CompareText(left[i].Key, right[i].Key) is not 0 and var byName)
                return byName;
            if (Compare(left[i].Value, right[i].Value) is not 0 and var byValue)
                return byValue;
        }
        return left.Length.CompareTo(right.Length);
    }
}
