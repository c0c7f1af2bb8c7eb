using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <summary>The distinct values that entities have for some of their properties, absent ones as null.</summary>
internal sealed class DistinctKeys(IReadOnlyList<string> properties)
{
    private readonly HashSet<Value> keys = [];

    public long Count => keys.Count;

    /// <summary>Whether the entity is the first one with its key.</summary>
    public bool Add(Entity entity) => keys.Add(properties.Count == 1 ? entity[properties[0]] : Value.List(properties.Select(p => entity[p])));
}
