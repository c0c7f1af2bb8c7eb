using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.Set"/>
internal sealed record SetAccumulation(int? MaxSize) : Accumulation
{
    public override bool IsList => true;

    public override Accumulator Create(string property) => new SetAccumulator(property, MaxSize);

    private sealed class SetAccumulator(string property, int? maxSize) : Accumulator
    {
        private DistinctValues values;
        private bool seen;

        public override Value? Result => seen ? Value.List(values.Sorted(DistinctValues.NullsLast)) : default(Value?);

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            seen = true;
            // The limit is looked at before an entity's values are taken, not for each of them.
            if (maxSize is { } max && values.Count >= max)
                return;
            foreach (var element in value.Elements)
                values.Add(element);
        }
    }
}
