using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>
/// A facet that a search is asked for: the terms that a page needs, or all of them where they are to be counted or looked through, and beside them the entities that have a null, and those that have nothing.
/// </summary>
internal sealed class FacetPart
{
    private readonly QueryScope scope;
    private readonly FacetRequest request;
    private readonly ColumnField? column;
    private readonly TermField? termField;
    private readonly TermFigures figures;
    private readonly string name;
    private readonly int maxTerms;

    /// <param name="scope">The query.</param>
    /// <param name="request">The facet.</param>
    /// <param name="index">Where it is among the query's facets.</param>
    /// <param name="maxTerms">The most terms that a search may be asked for.</param>
    public FacetPart(QueryScope scope, FacetRequest request, int index, int maxTerms)
    {
        this.scope = scope;
        this.request = request;
        this.maxTerms = maxTerms;
        name = $"f{index}";
        column = scope.Column(request.Column);
        termField = column is null ? null : TermField.OfFacet(column, scope.Dialect);
        figures = new(scope, request, maxTerms);
    }

    public FacetRequest Request => request;

    /// <summary>Where its terms are; null for <c>accessible</c>.</summary>
    public TermField? Field => termField;

    public TermFigures Figures => figures;

    private long End => (long)request.Skip + request.Size;

    private bool NeedsAll => request.CountsTerms || (request.Size > 0 && (!string.IsNullOrEmpty(request.Search) || End > maxTerms));

    private bool IsOfObjects => termField is { Objects: not null };

    private bool NullsDiffer => scope.Dialect.HasFlag(Dialect.NullsAreText);

    /// <summary>Writes its aggregations.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="withTerms">Whether its terms are among them; elsewhere they are got page by page.</param>
    public void Write(Utf8JsonWriter json, bool withTerms)
    {
        if (column is null)
        {
            var conditions = new ConditionJson(scope);
            WriteFilter(json, "yes", () => conditions.WriteAccessible(json), true);
            WriteFilter(json, "no", () => json.Not(() => conditions.WriteAccessible(json)), true);
        }
        else if (IsOfObjects)
        {
            WriteObjects(json, withTerms);
        }
        else
        {
            if (withTerms)
                WriteTerms(json);
            WriteFilter(json, "null", () => ConditionJson.WriteNull(json, column), true);
            WriteFilter(json, "absent", () => ConditionJson.WriteAbsent(json, column, scope.Dialect), !NullsDiffer);
        }
    }

    /// <summary>Reads the facet in an answer.</summary>
    /// <param name="aggregations">The aggregations that it is among.</param>
    /// <param name="total">How many entities they are over.</param>
    /// <param name="all">All terms, where they were got page by page.</param>
    /// <returns>Null where not all terms that are needed fitted into the answer.</returns>
    public FacetResult? Read(JsonElement aggregations, long total, IReadOnlyList<FacetTerm>? all)
    {
        if (column is null)
            return Page(total, 0, 0, [ReadFilter(aggregations, "no", false), ReadFilter(aggregations, "yes", true)], hasOthers: false);
        var parent = IsOfObjects ? aggregations.GetProperty(Name("objects")) : aggregations;
        var (terms, hasOthers) = all is null ? ReadTerms(parent) : (all, false);
        if (terms is null)
            return null;
        if (IsOfObjects)
        {
            var nameless = ReadFilter(parent, "absent", Value.Null, inObjects: true);
            return Page(parent.GetProperty("doc_count").GetInt64(), 0, nameless.Count, NullsDiffer ? terms : [.. terms, nameless], hasOthers);
        }
        var nulls = ReadFilter(aggregations, "null", Value.Null);
        var absentCount = CountOf(aggregations, "absent");
        var nullTerm = NullsDiffer ? nulls : TermFigures.Together(nulls, ReadFilter(aggregations, "absent", Value.Null));
        return Page(total, nulls.Count, absentCount, [.. terms, nullTerm], hasOthers);
    }

    private string Name(string part) => $"{name}-{part}";

    private void WriteObjects(Utf8JsonWriter json, bool withTerms)
    {
        json.WriteStartObject(Name("objects"));
        json.WriteStartObject("nested");
        json.WriteString("path", termField!.Objects);
        json.WriteEndObject();
        json.WriteStartObject("aggs");
        if (withTerms)
            WriteTerms(json);
        WriteFilter(json, "absent", () => json.Term(termField.Name, ColumnField.ToProperty(Value.Null)), !NullsDiffer);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteTerms(Utf8JsonWriter json)
    {
        if (request.Size == 0 && !NeedsAll)
            return;
        json.WriteStartObject(Name("terms"));
        json.WriteStartObject("terms");
        json.WriteString("field", termField!.Name);
        // The object that has no name is counted apart.
        json.WriteNumber("size", NeedsAll ? maxTerms : (int)Math.Min(maxTerms, End + (IsOfObjects ? 1 : 0)));
        json.WriteStartArray("order");
        if (request.Sort == TermSort.CountDescending)
            WriteOrder(json, "_count", "desc");
        WriteOrder(json, "_key", request.Sort == TermSort.TermDescending ? "desc" : "asc");
        json.WriteEndArray();
        json.WriteEndObject();
        figures.Write(json, IsOfObjects);
        json.WriteEndObject();
    }

    private static void WriteOrder(Utf8JsonWriter json, string by, string direction)
    {
        json.WriteStartObject();
        json.WriteString(by, direction);
        json.WriteEndObject();
    }

    private void WriteFilter(Utf8JsonWriter json, string part, Action filter, bool withFigures)
    {
        json.WriteStartObject(Name(part));
        json.WritePropertyName("filter");
        filter();
        if (withFigures)
            figures.Write(json, IsOfObjects);
        json.WriteEndObject();
    }

    private long CountOf(JsonElement aggregations, string part) => aggregations.GetProperty(Name(part)).GetProperty("doc_count").GetInt64();

    private FacetTerm ReadFilter(JsonElement aggregations, string part, Value term, bool inObjects = false) => inObjects && NullsDiffer
        ? new(term, CountOf(aggregations, part))
        : figures.Read(term, aggregations.GetProperty(Name(part)), inObjects);

    // No terms where they do not fit, or where several shards made a guess of their counts.
    private (IReadOnlyList<FacetTerm>? Terms, bool HasOthers) ReadTerms(JsonElement parent)
    {
        if (!parent.TryGetProperty(Name("terms"), out var aggregation))
            return ([], false);
        var hasOthers = aggregation.GetProperty("sum_other_doc_count").GetInt64() > 0;
        if ((hasOthers && NeedsAll) || aggregation.GetProperty("doc_count_error_upper_bound").GetInt64() > 0)
            return (null, false);
        var terms = new List<FacetTerm>();
        foreach (var bucket in aggregation.GetProperty("buckets").EnumerateArray())
        {
            if (termField!.Read(bucket.GetProperty("key")) is { IsNull: false } term)
                terms.Add(figures.Read(term, bucket, IsOfObjects));
        }
        return (terms, hasOthers);
    }

    private FacetResult Page(long total, long nullCount, long absentCount, IEnumerable<FacetTerm> terms, bool hasOthers)
    {
        var listed = terms.Where(IsListed).ToList();
        listed.Sort(Compare);
        return new(total, nullCount, absentCount, request.CountsTerms ? listed.Count : null, [.. listed.Skip(request.Skip).Take(request.Size)])
        {
            HasMore = request.Size > 0 && (hasOthers || listed.Count > End),
        };
    }

    private bool IsListed(FacetTerm term) => term.Count > 0 &&
        (string.IsNullOrEmpty(request.Search) || TermText.Of(term.Value).Contains(request.Search, StringComparison.OrdinalIgnoreCase));

    private int Compare(FacetTerm left, FacetTerm right)
    {
        var byTerm = ValueOrder.Compare(KeyOf(left.Value), KeyOf(right.Value));
        return request.Sort switch
        {
            TermSort.CountDescending when left.Count != right.Count => right.Count.CompareTo(left.Count),
            TermSort.TermDescending => -byTerm,
            _ => byTerm,
        };
    }

    private Value KeyOf(Value term)
    {
        if (column is null)
            return term;
        return term.IsNull && NullsDiffer && column.HasTextNulls ? ColumnField.NullText : Term.KeyOf(column.Column.Field, term);
    }
}
