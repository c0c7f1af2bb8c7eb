namespace Azul.Plugins.Metadata;

/// <summary>A property of the objects of a <see cref="SummaryMeasure.TermTable"/>.</summary>
public sealed record TermColumn(string Name, TermColumnKind Kind, string Description)
{
    /// <summary>The field that is summed, for columns of sums: a <c>Float</c>, 0 where there is nothing to add.</summary>
    public string? SumOf { get; init; }

    /// <summary>The value of the field.</summary>
    public static TermColumn Term(string name, string description) => new(name, TermColumnKind.Term, description);

    /// <summary>The value of the field in a list of one.</summary>
    public static TermColumn TermList(string name, string description) => new(name, TermColumnKind.TermList, description);

    /// <summary>The number of entities that have the value.</summary>
    public static TermColumn Count(string name, string description) => new(name, TermColumnKind.Count, description);

    /// <summary>The sum of another field over the entities that have the value.</summary>
    public static TermColumn Sum(string name, string field, string description) => new(name, TermColumnKind.Sum, description) { SumOf = field };
}
