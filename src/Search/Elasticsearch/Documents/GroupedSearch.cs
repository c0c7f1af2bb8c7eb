using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Walks through the distinct values that documents have of some keywords, page by page and in order.</summary>
internal sealed class GroupedSearch(ElasticsearchConnection connection, IndexNames names, SharedRefresh refresh)
{
    private const string Groups = "groups";
    private static readonly int[] Missing = [404];

    /// <summary>The values, each with the number of documents that have them.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="kind">The kind of index.</param>
    /// <param name="page">How many to read at once.</param>
    /// <param name="fields">The keywords.</param>
    /// <param name="condition">If given, only documents of which it holds.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public async IAsyncEnumerable<(string[] Key, long Count)> GroupsAsync(
        GenerationRef generation, IndexKind kind, int page, string[] fields, Action<Utf8JsonWriter>? condition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var alias = names.Alias(generation, kind);
        await refresh.RefreshAsync(alias, cancellation);
        string[]? after = null;
        int count;
        do
        {
            var body = Body(page, fields, condition, after);
            using var answer = await connection.SendAsync(ElasticsearchRequest.Post($"{alias}/_search?filter_path=aggregations", body) with { Expected = Missing }, cancellation);
            if (answer.Status == 404)
                throw IndexFaults.Missing(generation);
            using var json = answer.Parse();
            count = 0;
            foreach (var bucket in json.RootElement.GetProperty("aggregations").GetProperty(Groups).GetProperty("buckets").EnumerateArray())
            {
                count++;
                after = [.. fields.Select(f => bucket.GetProperty("key").GetProperty(f).GetString()!)];
                yield return (after, bucket.GetProperty("doc_count").GetInt64());
            }
        }
        while (count == page);
    }

    private static ReadOnlyMemory<byte> Body(int page, string[] fields, Action<Utf8JsonWriter>? condition, string[]? after) => Json.Object(json =>
    {
        json.WriteNumber("size", 0);
        json.WriteBoolean("track_total_hits", false);
        if (condition is not null)
            json.WriteQuery(condition);
        json.WriteStartObject("aggs");
        json.WriteStartObject(Groups);
        json.WriteStartObject("composite");
        json.WriteNumber("size", page);
        json.WriteStartArray("sources");
        foreach (var field in fields)
        {
            json.WriteStartObject();
            json.WriteStartObject(field);
            json.WriteStartObject("terms");
            json.WriteString("field", field);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (after is not null)
        {
            json.WriteStartObject("after");
            foreach (var (field, value) in fields.Zip(after))
                json.WriteString(field, value);
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
