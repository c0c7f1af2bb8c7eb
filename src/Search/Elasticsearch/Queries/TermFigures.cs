using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>What a facet has for each term beside the count: sums and companions.</summary>
internal sealed class TermFigures(QueryScope scope, FacetRequest request, int maxTerms)
{
    // From nested objects back to the entities that have them.
    private const string Entities = "entities";
    private const string Companions = "companions";

    private readonly ColumnField[] sums = [.. request.Sums.Select(s => scope.Column(s)!)];
    private readonly ColumnField? companion = request.Companion is { } name ? scope.Column(name) : null;

    public bool IsEmpty => sums.Length == 0 && companion is null;

    /// <summary>Writes the aggregations inside a bucket, if any.</summary>
    public void Write(Utf8JsonWriter json, bool inObjects)
    {
        if (IsEmpty)
            return;
        json.WriteStartObject("aggs");
        if (inObjects)
        {
            json.WriteStartObject(Entities);
            json.WriteStartObject("reverse_nested");
            json.WriteEndObject();
            json.WriteStartObject("aggs");
        }
        WriteFigures(json);
        if (inObjects)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    /// <summary>Reads the term of a bucket.</summary>
    public FacetTerm Read(Value term, JsonElement bucket, bool inObjects)
    {
        var count = bucket.GetProperty("doc_count").GetInt64();
        if (IsEmpty)
            return new(term, count);
        var figures = inObjects ? bucket.GetProperty(Entities) : bucket;
        return new(term, count)
        {
            Sums = [.. sums.Select((_, i) => figures.GetProperty(SumName(i)).GetProperty("value").GetDouble())],
            Companions = companion is null ? [] : Sorted(figures.GetProperty(Companions).GetProperty("buckets").EnumerateArray().Select(b => companion.FromIndex(b.GetProperty("key")))),
        };
    }

    /// <summary>One term instead of two.</summary>
    public static FacetTerm Together(FacetTerm left, FacetTerm right) => left with
    {
        Count = left.Count + right.Count,
        Sums = [.. left.Sums.Zip(right.Sums, (l, r) => l + r)],
        Companions = Sorted(left.Companions.Concat(right.Companions).Distinct()),
    };

    private void WriteFigures(Utf8JsonWriter json)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            json.WriteStartObject(SumName(i));
            json.WriteStartObject("sum");
            json.WriteString("field", sums[i].Values);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        if (companion is null)
            return;
        json.WriteStartObject(Companions);
        json.WriteStartObject("terms");
        json.WriteString("field", companion.ValuesIn(scope.Dialect));
        json.WriteNumber("size", maxTerms);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string SumName(int index) => $"sum{index}";

    private static Value[] Sorted(IEnumerable<Value> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted, ValueOrder.Compare);
        return sorted;
    }
}
