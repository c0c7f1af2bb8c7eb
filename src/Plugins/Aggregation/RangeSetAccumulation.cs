using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.SetOfRanges"/>
internal sealed record RangeSetAccumulation(int? MaxSize) : Accumulation
{
    public override bool IsList => true;

    public override Accumulator Create(string property) => new RangeSetAccumulator(property, MaxSize);

    private sealed class RangeSetAccumulator(string property, int? maxSize) : Accumulator
    {
        private DistinctValues ranges;
        private bool seen;

        public override Value? Result => seen ? Value.List(ranges.Sorted(DistinctValues.NullsLast)) : default(Value?);

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            seen = true;
            if (ranges.Count < (maxSize ?? int.MaxValue))
                ranges.Add(value);
        }
    }
}
