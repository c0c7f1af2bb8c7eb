using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <summary>Distinct values. Most sets have a few and are gone at once, so only a large one is hashed.</summary>
internal struct DistinctValues
{
    private const int Few = 8;

    private List<Value>? values;
    private HashSet<Value>? hashed;

    public readonly int Count => values?.Count ?? 0;

    public void Add(Value value)
    {
        values ??= new(1);
        if (hashed is not null ? hashed.Add(value) : !values.Contains(value))
            values.Add(value);
        if (hashed is null && values.Count > Few)
            hashed = [.. values];
    }

    /// <summary>The values in order.</summary>
    public readonly Value[] Sorted(Comparison<Value> order)
    {
        Value[] sorted = [.. values ?? []];
        if (sorted.Length > 1)
            Array.Sort(sorted, order);
        return sorted;
    }

    /// <summary>The order of values, nulls last.</summary>
    public static int NullsLast(Value left, Value right) => left.IsNull == right.IsNull ? left.CompareTo(right) : left.IsNull ? 1 : -1;
}
