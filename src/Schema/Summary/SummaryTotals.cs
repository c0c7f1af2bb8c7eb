using Azul.GraphSchema.Fields;
using Azul.GraphSchema.Filters;
using Azul.GraphSchema.Planning;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.GraphSchema.Summary;

/// <summary>The totals that a summary selects: one query per entity type and set of conditions, whatever the number of totals.</summary>
internal sealed class SummaryTotals(RootScope scope, MetadataModel model, Filter filter) : PlannedPart
{
    /// <summary>Terms of a summary are not paged; no more are ever counted (<c>spec/service.md</c> §4.4).</summary>
    private const int MaxTerms = 99_999;

    // One part of an alternative is no top-level condition, so facets disregard none: every total is over what matches the whole filter (spec/service.md §2.8).
    private readonly Filter whole = new Filter.Or([filter]);

    private readonly List<Request> requests = [];
    private readonly Dictionary<SummaryMeasure, Func<object?>> readers = new(ReferenceEqualityComparer.Instance);

    public override IReadOnlyList<EntityQuery> Queries => [.. requests.Select(r => new EntityQuery(scope.Catalog.Name, r.EntityType.Name)
    {
        Filter = r.Where.Count == 0 ? whole : new Filter.And([whole, .. r.Where.Select(Condition)]),
        Access = scope.AccessTo(r.EntityType),
        Stats = r.Stats,
        Facets = r.Facets,
        DistinctCounts = r.DistinctCounts,
    })];

    /// <summary>Asks for a figure.</summary>
    public void Add(SummaryMeasure measure)
    {
        if (!readers.ContainsKey(measure) && Plan(measure) is { } reader)
            readers.Add(measure, reader);
    }

    /// <summary>The figure, once there are results.</summary>
    public object? Read(SummaryMeasure measure) => measure switch
    {
        SummaryMeasure.Group group => new SummaryNode(this, group),
        SummaryMeasure.Rows rows => rows.Elements.Select(row => new SummaryNode(this, row)),
        SummaryMeasure.Nothing => null,
        _ => readers[measure](),
    };

    private Func<object?>? Plan(SummaryMeasure measure)
    {
        switch (measure)
        {
            case SummaryMeasure.Count count:
                var counted = RequestFor(count.EntityType, []);
                return () => ResultOf(counted).Total;
            case SummaryMeasure.Sum sum:
                var summed = RequestFor(sum.EntityType, sum.Where);
                var stats = IndexIn(summed.Stats, sum.Field);
                return () => ResultOf(summed).Stats[stats].Sum;
            case SummaryMeasure.DistinctCount distinct:
                var told = RequestFor(distinct.EntityType, []);
                var values = IndexIn(told.DistinctCounts, distinct.Field);
                return () => ResultOf(told).DistinctCounts[values];
            case SummaryMeasure.Terms terms:
                var listed = RequestFor(terms.EntityType, []);
                var list = IndexIn(listed.Facets, new(terms.Field, MaxTerms) { CountsTerms = false });
                return () => Rows(ResultOf(listed).Facets[list]).Select(t => ValueOutput.Of(t.Value));
            case SummaryMeasure.TermTable table:
                var tabled = RequestFor(table.EntityType, []);
                var rows = IndexIn(tabled.Facets, new(table.Field, MaxTerms) { CountsTerms = false, Sums = [.. table.Columns.Select(c => c.SumOf).OfType<string>()] });
                return () => Rows(ResultOf(tabled).Facets[rows]).Where(t => table.WithNull || !t.Value.IsNull);
            default:
                return null;
        }
    }

    // An entity that has no value at all has no row; of a null count only those that have a null.
    private static IEnumerable<FacetTerm> Rows(FacetResult facet) => facet.AbsentCount == 0
        ? facet.Terms
        : facet.Terms.Select(t => t.Value.IsNull ? t with { Count = facet.NullCount } : t).Where(t => t.Count > 0).OrderByDescending(t => t.Count);

    private EntityResult ResultOf(Request request) => Results[requests.IndexOf(request)];

    private Request RequestFor(string entityType, IReadOnlyList<SummaryCondition> where)
    {
        if (requests.FirstOrDefault(r => r.EntityType.Name == entityType && r.Where.SequenceEqual(where)) is { } request)
            return request;
        var type = model.EntityType(entityType)!;
        if (!type.IsHub)
            NamedSources.Check(filter, model.Special.SourceId, scope.Accessible);
        requests.Add(request = new(type, where));
        return request;
    }

    // Zero means that nothing is known, like null and absence.
    private static Filter Condition(SummaryCondition condition)
    {
        var known = new Filter.Within(condition.Field, [new(0L, Value.Null) { FromIsExclusive = true }]);
        return condition.IsKnown ? known : new Filter.Not(known);
    }

    private static int IndexIn<T>(List<T> list, T item)
    {
        var index = list.IndexOf(item);
        if (index >= 0)
            return index;
        list.Add(item);
        return list.Count - 1;
    }

    private sealed record Request(EntityType EntityType, IReadOnlyList<SummaryCondition> Where)
    {
        public List<string> Stats { get; } = [];

        public List<FacetRequest> Facets { get; } = [];

        public List<string> DistinctCounts { get; } = [];
    }
}
