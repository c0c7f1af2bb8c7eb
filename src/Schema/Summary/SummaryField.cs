using Azul.GraphSchema.Filters;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Metadata;

namespace Azul.GraphSchema.Summary;

/// <summary>The field of the totals over all entity types.</summary>
internal sealed class SummaryField(MetadataModel model, FilterReader filters) : PlannedField
{
    private readonly SummaryMeasure.Group root = new(model.Summary);

    public override PlannedPart Plan(RootScope scope, SelectedField selected)
    {
        var totals = new SummaryTotals(scope, model, filters.Read(selected.Argument("filter")));
        Add(totals, [root], selected);
        return totals;
    }

    protected override object? Read(PlannedPart part) => new SummaryNode((SummaryTotals)part, root);

    private static void Add(SummaryTotals totals, IReadOnlyList<SummaryMeasure.Group> groups, SelectedField selected)
    {
        foreach (var child in selected.Children)
        {
            foreach (var measure in groups.SelectMany(g => g.Parts).Where(p => p.Name == child.Name).Select(p => p.Measure))
            {
                if (measure is SummaryMeasure.Group group)
                    Add(totals, [group], child);
                else if (measure is SummaryMeasure.Rows rows)
                    Add(totals, rows.Elements, child);
                else
                    totals.Add(measure);
            }
        }
    }
}
