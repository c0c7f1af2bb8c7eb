namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.Dropped"/>
internal sealed record DroppedAccumulation : Accumulation
{
    public override bool IsList => false;

    public override bool IsDropped => true;

    public override Accumulator Create(string property) => throw new InvalidOperationException($"The property {property} is not part of aggregates");
}
