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
    public byte[] Request(string location, int pageSize, TimeSpan wait) => Write(json =>
    {
        WriteQuery(json);
        json.WriteString("location", location);
        json.WriteNumber("maxResults", pageSize);
        json.WriteNumber("timeoutMs", (long)wait.TotalMilliseconds);
        json.WriteStartObject("formatOptions");
        // By default timestamps are floating-point seconds, which lose microseconds.
        json.WriteBoolean("useInt64Timestamp", true);
        json.WriteEndObject();
    });

    /// <summary>The body of the request <c>jobs.insert</c> for a job of batch priority.</summary>
    public byte[] BatchRequest(string project, JobReference job) => Write(json =>
    {
        json.WriteStartObject("jobReference");
        json.WriteString("projectId", project);
        json.WriteString("jobId", job.Id);
        json.WriteString("location", job.Location);
        json.WriteEndObject();
        json.WriteStartObject("configuration");
        json.WriteStartObject("query");
        WriteQuery(json);
        json.WriteString("priority", "BATCH");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private void WriteQuery(Utf8JsonWriter json)
    {
        json.WriteString("query", Sql);
        json.WriteBoolean("useLegacySql", false);
        json.WriteString("parameterMode", "NAMED");
        json.WriteStartArray("queryParameters");
        foreach (var (name, text, texts) in parameters)
            Write(json, name, text, texts);
        json.WriteEndArray();
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
