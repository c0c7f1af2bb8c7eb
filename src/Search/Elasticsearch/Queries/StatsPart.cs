using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>The figures of a column of numbers or dates that a search is asked for. Extremes of integers are exact up to 2⁵³.</summary>
internal sealed class StatsPart(ColumnField column, int index)
{
    private bool IsDate => column.Type == PropertyType.DateTime;

    /// <summary>Writes its aggregations.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (!IsDate)
        {
            WriteMetric(json, "stats", "stats", column.Values);
            return;
        }
        WriteMetric(json, "count", "value_count", column.Countable);
        WriteExtreme(json, "min", "asc");
        WriteExtreme(json, "max", "desc");
    }

    /// <summary>Reads the figures.</summary>
    /// <param name="aggregations">The aggregations that they are among.</param>
    public ColumnStats Read(JsonElement aggregations)
    {
        if (IsDate)
            return new(aggregations.GetProperty(Name("count")).GetProperty("value").GetInt64(), 0, Extreme(aggregations, "min"), Extreme(aggregations, "max"));
        var stats = aggregations.GetProperty(Name("stats"));
        var count = stats.GetProperty("count").GetInt64();
        return count == 0
            ? new(0, 0, Value.Null, Value.Null)
            : new(count, column.Column.IsRestDate ? 0 : stats.GetProperty("sum").GetDouble(), column.FromIndex(stats.GetProperty("min")), column.FromIndex(stats.GetProperty("max")));
    }

    private string Name(string part) => $"s{index}-{part}";

    private void WriteMetric(Utf8JsonWriter json, string part, string metric, string field)
    {
        json.WriteStartObject(Name(part));
        json.WriteStartObject(metric);
        json.WriteString("field", field);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // Dates are texts, whose extremes are the first and the last term.
    private void WriteExtreme(Utf8JsonWriter json, string part, string direction)
    {
        json.WriteStartObject(Name(part));
        json.WriteStartObject("terms");
        json.WriteString("field", column.Values);
        json.WriteNumber("size", 1);
        json.WriteStartObject("order");
        json.WriteString("_key", direction);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private Value Extreme(JsonElement aggregations, string part)
    {
        foreach (var bucket in aggregations.GetProperty(Name(part)).GetProperty("buckets").EnumerateArray())
            return column.FromIndex(bucket.GetProperty("key"));
        return Value.Null;
    }
}
