using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.SumOverDistinct"/>
/// <remarks>Of entities with equal keys the first one counts. One without the property adds nothing, as if it had null.</remarks>
internal sealed record DistinctSumAccumulation(IReadOnlyList<string> Keys) : Accumulation
{
    public override bool IsList => false;

    public override Accumulator Create(string property) => new DistinctSumAccumulator(property, Keys);

    private sealed class DistinctSumAccumulator(string property, IReadOnlyList<string> keys) : Accumulator
    {
        private readonly DistinctKeys distinct = new(keys);
        private Value sum;

        public override Value? Result => sum;

        public override void Add(Entity entity)
        {
            if (distinct.Add(entity) && entity.TryGet(property, out var value) && !value.IsNull)
                sum = sum.IsNull ? value : Plus(sum, value);
        }

        private static Value Plus(Value left, Value right) => left.Kind == ValueKind.Long && right.Kind == ValueKind.Long
            ? (Value)checked(left.AsLong + right.AsLong)
            : left.AsDouble + right.AsDouble;
    }
}
