using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Naming;
using Azul.Plugins.Metadata;
using Azul.Search.Results;
using GraphQL.Types;

namespace Azul.GraphSchema.Summary;

/// <summary>Makes the types of a plugin's summary.</summary>
internal sealed class SummaryTypes(SharedTypes types, string prefix)
{
    private const string Summary = "Summary";

    public ObjectGraphType Make(IReadOnlyList<SummaryPart> parts)
    {
        var type = types.Registry.Object(prefix + Summary, "Totals over all entities that match, whatever their type.", $"the summary of {prefix}");
        AddParts(type, parts, prefix + Summary);
        return type;
    }

    private void AddParts(ObjectGraphType type, IEnumerable<SummaryPart> parts, string stem)
    {
        foreach (var part in parts)
            types.Registry.Add<SummaryNode>(type, part.Name, part.Description + ".", TypeOf(part, stem), node => node.Read(part.Name), $"the summary's {part.Name}");
    }

    private IGraphType TypeOf(SummaryPart part, string stem) => part.Measure switch
    {
        SummaryMeasure.Count or SummaryMeasure.DistinctCount => types.Long.NonNull(),
        SummaryMeasure.Sum => types.Float.NonNull(),
        SummaryMeasure.Nothing => types.Float,
        SummaryMeasure.Terms => types.String.List().NonNull(),
        SummaryMeasure.TermTable table => Table(part, table, stem).FullList(),
        SummaryMeasure.Group group => Group(part, group.Parts, stem).NonNull(),
        SummaryMeasure.Rows rows => Group(part, Merged(rows), stem).FullList(),
        _ => throw new InvalidOperationException($"The summary's {part.Name} is a {part.Measure.GetType().Name}"),
    };

    private ObjectGraphType Group(SummaryPart part, IEnumerable<SummaryPart> parts, string stem)
    {
        var name = NameOf(part, stem);
        var type = types.Registry.Object(name, part.Description + ".", $"the summary's {part.Name}");
        AddParts(type, parts, name);
        return type;
    }

    // What is a figure in one row and nothing in another is a figure that can be null.
    private static IEnumerable<SummaryPart> Merged(SummaryMeasure.Rows rows) => rows.Elements
        .SelectMany(row => row.Parts)
        .GroupBy(part => part.Name)
        .Select(parts => parts.First() with { Measure = Merged([.. parts.Select(p => p.Measure)]) });

    private static SummaryMeasure Merged(SummaryMeasure[] measures) => measures switch
    {
        [SummaryMeasure.Group, ..] => new SummaryMeasure.Group([.. Merged(new SummaryMeasure.Rows([.. measures.Cast<SummaryMeasure.Group>()]))]),
        _ => measures.FirstOrDefault(m => m is SummaryMeasure.Nothing) ?? measures[0],
    };

    private ObjectGraphType Table(SummaryPart part, SummaryMeasure.TermTable table, string stem)
    {
        var type = types.Registry.Object(NameOf(part, stem), part.Description + ".", $"the summary's {part.Name}");
        var sums = table.Columns.Where(c => c.Kind == TermColumnKind.Sum).ToList();
        foreach (var column in table.Columns)
        {
            (IGraphType columnType, Func<FacetTerm, object?> read) = column.Kind switch
            {
                TermColumnKind.Term => (table.WithNull ? types.String : types.String.NonNull(), term => ValueOutput.Of(term.Value)),
                TermColumnKind.TermList => (types.String.List().NonNull(), term => new[] { ValueOutput.Of(term.Value) }),
                TermColumnKind.Count => (types.Long.NonNull(), term => term.Count),
                _ => ((IGraphType)types.Float.NonNull(), (Func<FacetTerm, object?>)(term => term.Sums[sums.IndexOf(column)])),
            };
            types.Registry.Add(type, column.Name, column.Description + ".", columnType, read, $"the summary's {part.Name}");
        }
        return type;
    }

    // fileTypeSummaries is made of HcaFileTypeSummary; projects, which would be mistaken for entities, of HcaSummaryProject.
    private string NameOf(SummaryPart part, string stem)
    {
        var singular = GraphNames.Singular(GraphNames.Pascal(part.Name));
        return singular.EndsWith(Summary, StringComparison.Ordinal) ? prefix + singular : stem + singular;
    }
}
