using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.ByKey"/>
internal sealed record ByKeyAccumulation(string Key, int MaxSize) : Accumulation
{
    public override bool IsList => true;

    public override Accumulator Create(string property) => new ByKeyAccumulator(property, Key, MaxSize);

    private sealed class ByKeyAccumulator(string property, string key, int maxSize) : Accumulator
    {
        private readonly Dictionary<Value, Value> byKey = [];
        private bool seen;

        public override Value? Result => seen ? Value.List(byKey.OrderBy(e => e.Key).Select(e => e.Value)) : default(Value?);

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            seen = true;
            foreach (var element in value.Elements)
                AddElement(element);
        }

        private void AddElement(Value element)
        {
            // Once full, nothing more is looked at, not even whether it contradicts what is there.
            if (byKey.Count >= maxSize)
                return;
            var id = element.AsEntity[key];
            if (!byKey.TryAdd(id, element) && byKey[id] != element)
                throw new InvalidOperationException($"Two different values of {property} have the {key} {id}");
        }
    }
}
