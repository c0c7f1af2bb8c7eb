namespace Azul.Plugins.Aggregation;

/// <summary>
/// How the values that several inner entities have for a property are combined into one (<c>spec/indexer.md</c> §3). A declaration: each use makes an accumulator of its own.
/// </summary>
public abstract record Accumulation
{
    /// <summary>Whether the result is a list. Where it is not, the result has the shape of the property.</summary>
    public abstract bool IsList { get; }

    /// <summary>Whether aggregates do not hold the property at all.</summary>
    public virtual bool IsDropped => false;

    /// <summary>Whether only aggregates hold the property, made from other properties.</summary>
    public virtual bool IsOnlyAggregated => false;

    /// <summary>Aggregates do not hold the property.</summary>
    public static Accumulation Dropped { get; } = new DroppedAccumulation();

    /// <summary>The least value; nulls are ignored, and null is the result where there is nothing else.</summary>
    public static Accumulation Min { get; } = new ExtremeAccumulation(IsMax: false);

    /// <summary>The greatest value; nulls are ignored, and null is the result where there is nothing else.</summary>
    public static Accumulation Max { get; } = new ExtremeAccumulation(IsMax: true);

    /// <summary>The value that all entities have, those apart that have null.</summary>
    public static Accumulation SingleValue { get; } = new SingleValueAccumulation();

    /// <summary>Distinct values, sorted, nulls last; once there are <paramref name="maxSize"/> of them, further ones are ignored.</summary>
    public static Accumulation Set(int? maxSize = null) => new SetAccumulation(maxSize);

    /// <summary>Like <see cref="Set"/> for ranges, which are lists themselves.</summary>
    public static Accumulation SetOfRanges(int? maxSize = null) => new RangeSetAccumulation(maxSize);

    /// <summary>Distinct objects, sorted by some of their properties; once there are <paramref name="maxSize"/> of them, further ones are ignored.</summary>
    public static Accumulation SetOfEntities(int? maxSize, NullOrder nulls, params IReadOnlyList<string> orderBy) =>
        new EntitySetAccumulation(maxSize, nulls, orderBy);

    /// <summary>All values, duplicates included, sorted; once there are <paramref name="maxSize"/> of them, further ones are ignored.</summary>
    public static Accumulation ListOf(int? maxSize = null) => new ListAccumulation(maxSize);

    /// <summary>The most frequent values, most frequent first, equally frequent ones in the order of first appearance.</summary>
    public static Accumulation Frequency(int maxSize) => new FrequencyAccumulation(maxSize);

    /// <summary>Objects by the value of a key, sorted by it. Two different objects under one key are an error.</summary>
    public static Accumulation ByKey(string key, int maxSize) => new ByKeyAccumulation(key, maxSize);

    /// <summary>The sum over the entities that differ in the given properties, nulls ignored; null where there is nothing to add.</summary>
    public static Accumulation SumOverDistinct(params IReadOnlyList<string> keys) => new DistinctSumAccumulation(keys);

    /// <summary>How many entities differ in the given properties. Only aggregates hold the property.</summary>
    public static Accumulation CountDistinct(params IReadOnlyList<string> keys) => new DistinctCountAccumulation(keys);

    /// <summary>Makes an accumulator for the property of that name.</summary>
    public abstract Accumulator Create(string property);
}
