using System.Text.Json;
using Azul.Search.Queries;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>Writes filters as queries of Elasticsearch, each as one JSON object. Conjunctions and disjunctions of the same kind are one, since the server limits how deep queries may be nested.</summary>
internal sealed class FilterJson(QueryScope scope)
{
    private readonly ConditionJson conditions = new(scope);

    public void Write(Utf8JsonWriter json, Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                WriteAll(json, [.. Conjuncts(and)]);
                break;
            case Filter.Or or:
                WriteAny(json, [.. Disjuncts(or)]);
                break;
            case Filter.Not { Part: Filter.Not twice }:
                Write(json, twice.Part);
                break;
            case Filter.Not not:
                json.Not(() => Write(json, not.Part));
                break;
            case Filter.Is { IsNegated: true } negated:
                json.Not(() => Write(json, negated with { IsNegated = false }));
                break;
            default:
                conditions.Write(json, (Filter.Condition)filter);
                break;
        }
    }

    /// <summary>The caller may access one of the sources.</summary>
    public void WriteAccessible(Utf8JsonWriter json) => conditions.WriteAccessible(json);

    /// <summary>The parts of a conjunction, those of conjunctions in it too.</summary>
    public static IEnumerable<Filter> Conjuncts(Filter filter) => filter is Filter.And and ? and.Parts.SelectMany(Conjuncts) : [filter];

    private static IEnumerable<Filter> Disjuncts(Filter filter) => filter is Filter.Or or ? or.Parts.SelectMany(Disjuncts) : [filter];

    private void WriteAll(Utf8JsonWriter json, Filter[] parts)
    {
        if (parts is [var only])
            Write(json, only);
        else
            json.All([.. parts.Select<Filter, Action>(p => () => Write(json, p))]);
    }

    private void WriteAny(Utf8JsonWriter json, Filter[] parts)
    {
        if (parts is [var only])
            Write(json, only);
        else
            json.Any([.. parts.Select<Filter, Action>(p => () => Write(json, p))]);
    }
}
