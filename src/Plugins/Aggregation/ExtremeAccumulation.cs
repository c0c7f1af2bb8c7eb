using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <summary>Least or greatest value. Dates compare as the strings they are.</summary>
internal sealed record ExtremeAccumulation(bool IsMax) : Accumulation
{
    public override bool IsList => false;

    public override Accumulator Create(string property) => new ExtremeAccumulator(property, IsMax ? 1 : -1);

    private sealed class ExtremeAccumulator(string property, int direction) : Accumulator
    {
        private Value? extreme;

        public override Value? Result => extreme;

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            extreme ??= Value.Null;
            foreach (var element in value.Elements)
            {
                if (!element.IsNull && (extreme.Value.IsNull || element.CompareTo(extreme.Value) * direction > 0))
                    extreme = element;
            }
        }
    }
}
