using Azul.Plugins.Documents;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Texts in ordinal order, distinct unless said otherwise.</summary>
internal static class SortedSet
{
    /// <summary>The sorted set of values, each a text. A single null is a set, too; nulls among texts are an error, as they are in the original.</summary>
    public static IReadOnlyList<Value> Of(IEnumerable<Value> values, Place place) => WithDuplicates(values.Distinct(), place);

    /// <summary>The same with every value as often as it occurs.</summary>
    public static IReadOnlyList<Value> WithDuplicates(IEnumerable<Value> values, Place place)
    {
        var sorted = values.Order().ToArray();
        return sorted is [{ IsNull: true }, _, ..] ? throw place.Fault(Faults.WrongValue, $"there are nulls among {string.Join(", ", sorted)}") : sorted;
    }

    /// <summary>The sorted set of values, nulls last.</summary>
    public static IReadOnlyList<Value> WithNulls(IEnumerable<Value> values) => [.. values.Distinct().OrderBy(v => v.IsNull).ThenBy(v => v)];
}
