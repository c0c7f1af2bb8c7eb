using System.Text.Json;
using Azul.Plugins.Documents;

namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>A query in GoogleSQL. Data only ever comes in through named parameters; names of tables are checked before they get into the text.</summary>
/// <param name="Subject">What is asked, for messages.</param>
/// <param name="Sql">The text, with <c>@name</c> for parameters.</param>
internal sealed record Query(string Subject, string Sql)
{
    private readonly List<(string Name, string? Text, IReadOnlyCollection<string>? Texts)> parameters = [];

    /// <summary>Gives a parameter of type STRING a value.</summary>
    public Query With(string name, string value)
    {
        parameters.Add((name, value, null));
        return this;
    }

    /// <summary>Gives a parameter of type ARRAY&lt;STRING&gt; a value.</summary>
    public Query With(string name, IReadOnlyCollection<string> values)
    {
        parameters.Add((name, null, values));
        return this;
    }

    /// <summary>The body of the request <c>jobs.query</c>.</summary>
    public byte[] Request(string location, int pageSize, TimeSpan wait)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("query", Sql);
            json.WriteBoolean("useLegacySql", false);
            json.WriteString("location", location);
            json.WriteNumber("maxResults", pageSize);
            json.WriteNumber("timeoutMs", (long)wait.TotalMilliseconds);
            json.WriteStartObject("formatOptions");
            // By default timestamps are floating-point seconds, which lose microseconds.
            json.WriteBoolean("useInt64Timestamp", true);
            json.WriteEndObject();
            json.WriteString("parameterMode", "NAMED");
            json.WriteStartArray("queryParameters");
            foreach (var (name, text, texts) in parameters)
                Write(json, name, text, texts);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? text, IReadOnlyCollection<string>? texts)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartObject("parameterType");
        json.WriteString("type", texts is null ? "STRING" : "ARRAY");
        if (texts is not null)
        {
            json.WriteStartObject("arrayType");
            json.WriteString("type", "STRING");
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteStartObject("parameterValue");
        if (texts is null)
        {
            json.WriteString("value", text);
        }
        else
        {
            json.WriteStartArray("arrayValues");
            foreach (var value in texts)
            {
                json.WriteStartObject();
                json.WriteString("value", value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
