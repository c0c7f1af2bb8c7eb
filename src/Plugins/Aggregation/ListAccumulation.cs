using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.ListOf"/>
internal sealed record ListAccumulation(int? MaxSize) : Accumulation
{
    public override bool IsList => true;

    public override Accumulator Create(string property) => new ListAccumulator(property, MaxSize);

    private sealed class ListAccumulator(string property, int? maxSize) : Accumulator
    {
        private readonly List<Value> values = [];
        private bool seen;

        public override Value? Result => seen ? Value.List(values.OrderBy(v => v.IsNull).ThenBy(v => v)) : default(Value?);

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            seen = true;
            if (values.Count < (maxSize ?? int.MaxValue))
                values.AddRange(value.Elements);
        }
    }
}
