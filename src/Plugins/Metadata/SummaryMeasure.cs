namespace Azul.Plugins.Metadata;

/// <summary>How a figure of the summary is computed: a small tree of counts, sums and terms over the entities of one type that match the filter.</summary>
public abstract record SummaryMeasure
{
    private SummaryMeasure()
    {
    }

    /// <summary>The fields it needs.</summary>
    public virtual IEnumerable<string> Fields => [];

    /// <summary>The entity types it needs.</summary>
    public virtual IEnumerable<string> EntityTypes => [];

    /// <summary>The number of matching entities: a <c>Long</c>.</summary>
    public sealed record Count(string EntityType) : SummaryMeasure
    {
        public override IEnumerable<string> EntityTypes => [EntityType];
    }

    /// <summary>The sum of a field over the matching entities, 0 where there is nothing to add: a <c>Float</c>.</summary>
    public sealed record Sum(string EntityType, string Field) : SummaryMeasure
    {
        /// <summary>Conditions beside the filter; all must hold.</summary>
        public IReadOnlyList<SummaryCondition> Where { get; init; } = [];

        public override IEnumerable<string> Fields => [Field, .. Where.Select(c => c.Field)];

        public override IEnumerable<string> EntityTypes => [EntityType];
    }

    /// <summary>How many distinct values a field has over the matching entities, null counted as one value: a <c>Long</c>.</summary>
    public sealed record DistinctCount(string EntityType, string Field) : SummaryMeasure
    {
        public override IEnumerable<string> Fields => [Field];

        public override IEnumerable<string> EntityTypes => [EntityType];
    }

    /// <summary>The values of a field, by descending number of entities that have them: a list of strings. Entities without the field are not listed.</summary>
    public sealed record Terms(string EntityType, string Field) : SummaryMeasure
    {
        public override IEnumerable<string> Fields => [Field];

        public override IEnumerable<string> EntityTypes => [EntityType];
    }

    /// <summary>One object for each value of a field, by descending number of entities that have it.</summary>
    public sealed record TermTable(string EntityType, string Field, params IReadOnlyList<TermColumn> Columns) : SummaryMeasure
    {
        /// <summary>Whether null is one of the values that get an object.</summary>
        public bool WithNull { get; init; } = true;

        public override IEnumerable<string> Fields => [Field, .. Columns.Select(c => c.SumOf).OfType<string>()];

        public override IEnumerable<string> EntityTypes => [EntityType];
    }

    /// <summary>An object.</summary>
    public sealed record Group(params IReadOnlyList<SummaryPart> Parts) : SummaryMeasure
    {
        public override IEnumerable<string> Fields => Parts.SelectMany(p => p.Measure.Fields);

        public override IEnumerable<string> EntityTypes => Parts.SelectMany(p => p.Measure.EntityTypes);
    }

    /// <summary>A list of objects, all with the same properties.</summary>
    public sealed record Rows(params IReadOnlyList<Group> Elements) : SummaryMeasure
    {
        public override IEnumerable<string> Fields => Elements.SelectMany(p => p.Fields);

        public override IEnumerable<string> EntityTypes => Elements.SelectMany(p => p.EntityTypes);
    }

    /// <summary>A <c>Float</c> that is null here, where another row has a sum.</summary>
    public sealed record Nothing : SummaryMeasure;
}
