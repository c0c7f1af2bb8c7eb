using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.SingleValue"/>
internal sealed record SingleValueAccumulation : Accumulation
{
    public override bool IsList => false;

    public override Accumulator Create(string property) => new SingleValueAccumulator(property);

    private sealed class SingleValueAccumulator(string property) : Accumulator
    {
        private Value? single;

        public override Value? Result => single;

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            if (single is null or { IsNull: true })
                single = value;
            else if (!value.IsNull && value != single)
                throw new InvalidOperationException($"Expected a single value for {property}, but found {single} and {value}");
        }
    }
}
