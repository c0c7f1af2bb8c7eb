using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;

namespace Azul.Search.Embedded.Evaluation;

/// <summary>Whether one value of a column meets one part of a condition.</summary>
internal static class ValueTest
{
    /// <summary>Tests for being one of the values; composite ones may be given in part.</summary>
    public static Func<Value, bool> IsOneOf(IReadOnlyList<Value> values, PropertyType type)
    {
        if (type != PropertyType.Composite)
            return new HashSet<Value>(values).Contains;
        return term => values.Any(v => v.Kind == ValueKind.Entity && term.Kind == ValueKind.Entity ? Includes(term.AsEntity, v.AsEntity) : v == term);
    }

    /// <summary>Tests for being in the range.</summary>
    public static Func<Value, bool> IsIn(ValueRange range, ColumnView column) => term =>
        (range.From.IsNull || (IsSameKind(term, range.From) && column.Compare(term, range.From) is var from && (range.FromIsExclusive ? from > 0 : from >= 0))) &&
        (range.To.IsNull || (IsSameKind(term, range.To) && column.Compare(term, range.To) is var to && (range.ToIsExclusive ? to < 0 : to <= 0)));

    private static bool Includes(Entity whole, Entity part)
    {
        foreach (var (name, value) in part.AsSpan())
        {
            // A property that is not there is null.
            if (whole[name] != value)
                return false;
        }
        return true;
    }

    private static bool IsSameKind(Value left, Value right) => left.Kind == right.Kind || (left.IsNumber && right.IsNumber);
}
