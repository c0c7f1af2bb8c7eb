using System.Text.Json;
using Azul.Search.Elasticsearch.Columns;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>
/// The number of distinct values of a column that a search is asked for. It is the number of the terms' buckets, which stay on the server: an approximate count is not good enough, and the terms are
/// not asked for.
/// </summary>
internal sealed class DistinctPart(QueryScope scope, ColumnField column, int index, int maxTerms)
{
    /// <summary>What is left out of answers.</summary>
    public const string Unwanted = "aggregations.**.d*-terms.buckets";

    /// <summary>Where the values are.</summary>
    public TermField Field { get; } = TermField.Of(column, scope.Dialect);

    /// <summary>Writes its aggregations.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="withTerms">Whether the terms are counted there; elsewhere that is done page by page.</param>
    public void Write(Utf8JsonWriter json, bool withTerms)
    {
        json.WriteStartObject(Name("null"));
        json.WritePropertyName("filter");
        ConditionJson.WriteNull(json, column);
        json.WriteEndObject();
        if (!withTerms)
            return;
        json.WriteStartObject(Name("terms"));
        json.WriteStartObject("terms");
        json.WriteString("field", Field.Name);
        json.WriteNumber("size", maxTerms);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject(Name("count"));
        json.WriteStartObject("stats_bucket");
        json.WriteString("buckets_path", $"{Name("terms")}>_count");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Reads the number.</summary>
    /// <param name="aggregations">The aggregations that it is among.</param>
    /// <param name="all">The number of terms, where they were counted page by page.</param>
    /// <returns>Null where there are more terms than an answer can have.</returns>
    public long? Read(JsonElement aggregations, long? all)
    {
        var terms = all ?? aggregations.GetProperty(Name("count")).GetProperty("count").GetInt64();
        if (all is null && aggregations.GetProperty(Name("terms")).GetProperty("sum_other_doc_count").GetInt64() > 0)
            return null;
        return terms + (aggregations.GetProperty(Name("null")).GetProperty("doc_count").GetInt64() > 0 ? 1 : 0);
    }

    private string Name(string part) => $"d{index}-{part}";
}
