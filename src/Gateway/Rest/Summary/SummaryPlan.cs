using System.Text.Json;
using Azul.Gateway.Rest.Filters;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Gateway.Rest.Summary;

/// <summary>The queries that a plugin's summary takes, one for each type of entities and further condition, and how their answers become figures.</summary>
internal sealed class SummaryPlan
{
    private const int MaxTerms = 99_999;

    private readonly MetadataModel model;
    private readonly List<Query> queries = [];
    private readonly Dictionary<SummaryMeasure, (int Query, int Index)> places = [];

    public SummaryPlan(MetadataModel model)
    {
        this.model = model;
        foreach (var part in model.Summary)
            Place(part.Measure);
    }

    public IReadOnlyList<EntityQuery> Queries(string catalog, QueryFilters filters) => [.. queries.Select(q => Limit(q, catalog, filters))];

    /// <summary>Writes the summary from the answers to <see cref="Queries"/>.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<EntityResult> results)
    {
        json.WriteStartObject();
        foreach (var part in model.Summary)
            Write(json, part, results);
        json.WriteEndObject();
    }

    private void Place(SummaryMeasure measure)
    {
        switch (measure)
        {
            case SummaryMeasure.Count count:
                places.TryAdd(count, (QueryFor(count.EntityType, []), 0));
                break;
            case SummaryMeasure.Sum sum:
                Place(sum, QueryFor(sum.EntityType, sum.Where), q => q.Stats, sum.Field);
                break;
            case SummaryMeasure.DistinctCount distinct:
                Place(distinct, QueryFor(distinct.EntityType, []), q => q.DistinctCounts, distinct.Field);
                break;
            case SummaryMeasure.Terms terms:
                Place(terms, QueryFor(terms.EntityType, []), q => q.Facets, new(terms.Field, MaxTerms) { CountsTerms = false });
                break;
            case SummaryMeasure.TermTable table:
                Place(table, QueryFor(table.EntityType, []), q => q.Facets, new(table.Field, MaxTerms) { CountsTerms = false, Sums = [.. SumsOf(table)] });
                break;
            case SummaryMeasure.Group group:
                foreach (var part in group.Parts)
                    Place(part.Measure);
                break;
            case SummaryMeasure.Rows rows:
                foreach (var row in rows.Elements)
                    Place(row);
                break;
        }
    }

    private void Place<T>(SummaryMeasure measure, int query, Func<Query, List<T>> list, T item)
    {
        if (places.ContainsKey(measure))
            return;
        var items = list(queries[query]);
        items.Add(item);
        places.Add(measure, (query, items.Count - 1));
    }

    private int QueryFor(string entityType, IReadOnlyList<SummaryCondition> where)
    {
        var index = queries.FindIndex(q => q.EntityType == entityType && q.Where.SequenceEqual(where));
        if (index >= 0)
            return index;
        queries.Add(new(entityType, where));
        return queries.Count - 1;
    }

    private EntityQuery Limit(Query query, string catalog, QueryFilters filters)
    {
        var plain = new EntityQuery(catalog, query.EntityType)
        {
            Dialect = Dialect.Rest,
            Facets = query.Facets,
            Stats = query.Stats,
            DistinctCounts = query.DistinctCounts,
        };
        var limited = filters.LimitThroughout(plain, model.EntityType(query.EntityType)!);
        return limited with { Filter = new Filter.And([limited.Filter, .. query.Where.Select(ConditionOf)]) };
    }

    private static Filter ConditionOf(SummaryCondition condition)
    {
        var unknown = new Filter.Or([new Filter.Is(condition.Field, [Value.Null, 0L])]);
        return condition.IsKnown ? new Filter.Not(unknown) : unknown;
    }

    private static IEnumerable<string> SumsOf(SummaryMeasure.TermTable table) => table.Columns.Select(c => c.SumOf).OfType<string>();

    private void Write(Utf8JsonWriter json, SummaryPart part, IReadOnlyList<EntityResult> results)
    {
        json.WritePropertyName(part.Name);
        Write(json, part.Measure, results);
    }

    private void Write(Utf8JsonWriter json, SummaryMeasure measure, IReadOnlyList<EntityResult> results)
    {
        switch (measure)
        {
            case SummaryMeasure.Group group:
                json.WriteStartObject();
                foreach (var part in group.Parts)
                    Write(json, part, results);
                json.WriteEndObject();
                return;
            case SummaryMeasure.Rows rows:
                json.WriteStartArray();
                foreach (var row in rows.Elements)
                    Write(json, row, results);
                json.WriteEndArray();
                return;
            case SummaryMeasure.Nothing:
                json.WriteNullValue();
                return;
        }
        var (query, index) = places[measure];
        WriteFigure(json, measure, results[query], index);
    }

    private static void WriteFigure(Utf8JsonWriter json, SummaryMeasure measure, EntityResult result, int index)
    {
        switch (measure)
        {
            case SummaryMeasure.Count:
                json.WriteNumberValue(result.Total);
                break;
            case SummaryMeasure.Sum:
                ValueJson.Write(json, result.Stats[index].Sum);
                break;
            case SummaryMeasure.DistinctCount:
                json.WriteNumberValue(result.DistinctCounts[index]);
                break;
            case SummaryMeasure.Terms:
                json.WriteStartArray();
                foreach (var term in result.Facets[index].Terms)
                    ValueJson.Write(json, term.Value);
                json.WriteEndArray();
                break;
            case SummaryMeasure.TermTable table:
                json.WriteStartArray();
                foreach (var term in result.Facets[index].Terms)
                {
                    if (table.WithNull || !term.Value.IsNull)
                        WriteRow(json, table, term);
                }
                json.WriteEndArray();
                break;
            default:
                throw new InvalidOperationException($"{measure} is no figure");
        }
    }

    private static void WriteRow(Utf8JsonWriter json, SummaryMeasure.TermTable table, FacetTerm term)
    {
        var sum = 0;
        json.WriteStartObject();
        foreach (var column in table.Columns)
        {
            json.WritePropertyName(column.Name);
            ValueJson.Write(json, column.Kind switch
            {
                TermColumnKind.Term => term.Value,
                TermColumnKind.TermList => Value.List(term.Value),
                TermColumnKind.Count => term.Count,
                _ => term.Sums[sum++],
            });
        }
        json.WriteEndObject();
    }

    private sealed record Query(string EntityType, IReadOnlyList<SummaryCondition> Where)
    {
        public List<FacetRequest> Facets { get; } = [];

        public List<string> Stats { get; } = [];

        public List<string> DistinctCounts { get; } = [];
    }
}
