namespace Azul.Plugins.Metadata;

/// <summary>A property of the summary: totals over the entities that match one filter, whatever their type.</summary>
/// <param name="Name">The name in REST and GraphQL.</param>
/// <param name="Description">What the figure is, in one line.</param>
/// <param name="Measure">How it is computed.</param>
public sealed record SummaryPart(string Name, string Description, SummaryMeasure Measure);
