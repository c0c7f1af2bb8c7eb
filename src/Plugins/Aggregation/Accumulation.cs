
namespace Azul.Plugins.Aggregation;

/// <summary>
/// How the values that several inner entities have for a property are combined into one (<c>spec/indexer.md</c> §3). A declaration: each use makes an accumulator of its own.
/// </summary>
public abstract record Accumulation
{
    /// <summary>Whether the result is a list.</summary>
    public abstract bool IsList { get; }

    /// <summary>Whether aggregates do not hold the property at all.</summary>
    public virtual bool IsDropped => false;

    /// <summary>Whether only aggregates hold the property, made from other properties.</summary>
    public virtual bool IsOnlyAggregated => false;

    /// <summary>Distinct values, sorted, nulls last; once there are <paramref name="maxSize"/> of them, further ones are ignored.</summary>
    public static Accumulation Set(int? maxSize = null) => new SetAccumulation(maxSize);

    /// <summary>Makes an accumulator for the property of that name.</summary>
    public abstract Accumulator Create(string property);
}
