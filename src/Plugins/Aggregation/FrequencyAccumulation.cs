using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.Frequency"/>
/// <remarks>An object of counts by label adds its counts; anything else counts once for each of its elements.</remarks>
internal sealed record FrequencyAccumulation(int MaxSize) : Accumulation
{
    public override bool IsList => true;

    public override Accumulator Create(string property) => new FrequencyAccumulator(property, MaxSize);

    private sealed class FrequencyAccumulator(string property, int maxSize) : Accumulator
    {
        private readonly OrderedDictionary<Value, double> frequencies = [];
        private bool seen;

        public override Value? Result => seen
            ? Value.List(frequencies.OrderByDescending(f => f.Value).Take(maxSize).Select(f => f.Key))
            : default(Value?);

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            seen = true;
            if (value.Kind == ValueKind.Entity)
            {
                foreach (var (label, count) in value.AsEntity.AsSpan())
                    Count(label, count.AsDouble);
            }
            else
            {
                foreach (var element in value.Elements)
                    Count(element, 1);
            }
        }

        private void Count(Value value, double count) => frequencies[value] = frequencies.GetValueOrDefault(value) + count;
    }
}
