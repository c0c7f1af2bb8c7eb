using Azul.Plugins.Documents;

namespace Azul.Plugins.Aggregation;

/// <inheritdoc cref="Accumulation.SetOfEntities"/>
internal sealed record EntitySetAccumulation(int? MaxSize, NullOrder Nulls, IReadOnlyList<string> OrderBy) : Accumulation
{
    public override bool IsList => true;

    public override Accumulator Create(string property) => new EntitySetAccumulator(property, this);

    private int Compare(Value left, Value right)
    {
        foreach (var name in OrderBy)
        {
            var order = CompareKeys(KeyOf(left, name), KeyOf(right, name));
            if (order != 0)
                return order;
        }
        // Whatever the order does not tell apart is sorted as a whole, so that the result does not depend on that of the input.
        return left.CompareTo(right);
    }

    private int CompareKeys(Value left, Value right) => left.IsNull == right.IsNull
        ? left.CompareTo(right)
        : left.IsNull == (Nulls == NullOrder.First) ? -1 : 1;

    private static Value KeyOf(Value value, string name) => value.Kind == ValueKind.Entity ? value.AsEntity[name] : Value.Null;

    private sealed class EntitySetAccumulator(string property, EntitySetAccumulation declaration) : Accumulator
    {
        private DistinctValues values;
        private bool seen;

        public override Value? Result => seen
            ? Value.List(values.Sorted(declaration.Compare))
            : default(Value?);

        public override void Add(Entity entity)
        {
            if (!entity.TryGet(property, out var value))
                return;
            seen = true;
            if (values.Count >= (declaration.MaxSize ?? int.MaxValue))
                return;
            foreach (var element in value.Elements)
                values.Add(element);
        }
    }
}
