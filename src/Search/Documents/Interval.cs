using Azul.Plugins.Documents;
using Azul.Search.Queries;

namespace Azul.Search.Documents;

/// <summary>A closed range of numbers, as a value of a column of ranges; an open end is an infinity.</summary>
internal readonly record struct Interval(double From, double To)
{
    /// <summary>The range that a value stands for, or null if it stands for none.</summary>
    public static Interval? Of(Value value) => value.Kind switch
    {
        ValueKind.List when value.AsList is [var from, var to] => Between(from, to),
        ValueKind.Entity => Between(value.AsEntity["gte"], value.AsEntity["lte"]),
        _ => null,
    };

    /// <summary>Whether it lies in the other range.</summary>
    public bool IsWithin(ValueRange other) => Between(other.From, other.To) is { } o &&
        (other.FromIsExclusive && !other.From.IsNull ? From > o.From : From >= o.From) &&
        (other.ToIsExclusive && !other.To.IsNull ? To < o.To : To <= o.To);

    /// <summary>Whether the other range lies in it. An excluded end may be its own end.</summary>
    public bool Contains(ValueRange other) => Between(other.From, other.To) is { } o && From <= o.From && To >= o.To;

    /// <summary>Whether they have a number in common.</summary>
    public bool Intersects(ValueRange other) => Between(other.From, other.To) is { } o &&
        (other.ToIsExclusive && !other.To.IsNull ? From < o.To : From <= o.To) &&
        (other.FromIsExclusive && !other.From.IsNull ? To > o.From : To >= o.From);

    /// <summary>The range between two numbers, of which null is an open end. One that ends before it begins is none, and neither is one of something else.</summary>
    public static Interval? Between(Value from, Value to)
    {
        if (!(from.IsNull || from.IsNumber) || !(to.IsNull || to.IsNumber))
            return null;
        var interval = new Interval(from.IsNull ? double.NegativeInfinity : from.AsDouble, to.IsNull ? double.PositiveInfinity : to.AsDouble);
        return interval.From <= interval.To ? interval : null;
    }
}
