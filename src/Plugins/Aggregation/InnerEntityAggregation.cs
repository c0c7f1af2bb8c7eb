using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;

namespace Azul.Plugins.Aggregation;

/// <summary>Aggregates the inner entities of one type: one entity of all, or one of each group, in the order of first appearance.</summary>
internal static class InnerEntityAggregation
{
    public static IEnumerable<Entity> Aggregate(InnerEntityType type, IReadOnlyList<Entity> entities)
    {
        if (entities.Count == 0)
            return [];
        var groups = new OrderedDictionary<Value, List<(string Name, Accumulator Accumulator)>>();
        foreach (var entity in entities)
        {
            var key = GroupKey(type, entity);
            if (!groups.TryGetValue(key, out var accumulators))
                groups.Add(key, accumulators = Accumulators(type));
            foreach (var (_, accumulator) in accumulators)
                accumulator.Add(entity);
        }
        return groups.Values.Select(Result);
    }

    private static List<(string, Accumulator)> Accumulators(InnerEntityType type) =>
        [.. type.Properties.Where(p => !p.Accumulation.IsDropped).Select(p => (p.Name, p.Accumulation.Create(p.Name)))];

    private static Entity Result(List<(string Name, Accumulator Accumulator)> accumulators)
    {
        var properties = new Collected<KeyValuePair<string, Value>>();
        foreach (var (name, accumulator) in accumulators)
        {
            if (accumulator.Result is { } result)
                properties.Add(KeyValuePair.Create(name, result));
        }
        return Entity.Of(properties.ToArray());
    }

    private static Value GroupKey(InnerEntityType type, Entity entity) => type.GroupBy.Count == 0
        ? Value.Null
        : Value.List(type.GroupBy.Select(name => entity[name].Kind == ValueKind.List ? Value.List(entity[name].AsList.Distinct().Order()) : entity[name]));
}
