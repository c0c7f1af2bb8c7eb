using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Summary;

/// <summary>A summary in an answer, or an object in it.</summary>
internal sealed record SummaryNode(SummaryTotals Totals, SummaryMeasure.Group Group)
{
    public object? Read(string part) => Totals.Read(Group.Parts.First(p => p.Name == part).Measure);
}
