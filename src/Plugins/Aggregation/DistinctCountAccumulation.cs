using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.CountDistinct"/>
internal sealed record DistinctCountAccumulation(IReadOnlyList<string> Keys) : Accumulation
{
    public override bool IsList => false;

    public override bool IsOnlyAggregated => true;

    public override Accumulator Create(string property) => new DistinctCountAccumulator(Keys);

    private sealed class DistinctCountAccumulator(IReadOnlyList<string> keys) : Accumulator
    {
        private readonly DistinctKeys distinct = new(keys);

        public override Value? Result => distinct.Count;

        public override void Add(Entity entity) => distinct.Add(entity);
    }
}
