using Azul.Plugins.Documents;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Distinct texts in ordinal order.</summary>
internal static class SortedSet
{
    /// <summary>The sorted set of values, each a text. A single null is a set, too; nulls among texts are an error, as they are in the original.</summary>
    public static IReadOnlyList<Value> Of(IEnumerable<Value> values, Place place)
    {
        var set = values.Distinct().Order().ToArray();
        return set is [{ IsNull: true }, _, ..] ? throw place.Fault(Faults.WrongValue, $"there are nulls among {string.Join(", ", set)}") : set;
    }

    /// <summary>The sorted set of values, nulls last.</summary>
    public static IReadOnlyList<Value> WithNulls(IEnumerable<Value> values) => [.. values.Distinct().OrderBy(v => v.IsNull).ThenBy(v => v)];
}
