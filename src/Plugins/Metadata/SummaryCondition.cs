namespace Azul.Plugins.Metadata;

/// <summary>That a numeric field is known of an entity, or that it is not: null, absent and zero all mean that nothing is known.</summary>
public sealed record SummaryCondition(string Field, bool IsKnown);
