using System.Runtime.CompilerServices;
using System.Text.Json;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>
/// Walks through documents of an index in an order that is total, page by page, each beginning behind the last document of the one before. What is there all the time is found once, whatever is written
/// meanwhile.
/// </summary>
internal sealed class SortedSearch(ElasticsearchConnection connection, IndexNames names, SharedRefresh refresh)
{
    private static readonly int[] Missing = [404];

    /// <summary>The hits, which are gone once the next one is asked for. Every write that was acknowledged before is among them.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="kind">The kind of index.</param>
    /// <param name="page">How many to read at once.</param>
    /// <param name="sort">The fields to sort by, which no two documents have the same values of.</param>
    /// <param name="write">Writes the query, and what is asked of hits, into the body.</param>
    /// <param name="cancellation">Ends the walk.</param>
    /// <exception cref="StoreException">There is no such generation, or the server cannot be used.</exception>
    public async IAsyncEnumerable<JsonElement> HitsAsync(
        GenerationRef generation, IndexKind kind, int page, IReadOnlyList<string> sort, Action<Utf8JsonWriter> write, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var alias = names.Alias(generation, kind);
        await refresh.RefreshAsync(alias, cancellation);
        JsonElement? after = null;
        int count;
        do
        {
            var body = Body(page, sort, write, after);
            using var answer = await connection.SendAsync(ElasticsearchRequest.Post($"{alias}/_search?filter_path=hits.hits", body) with { Expected = Missing }, cancellation);
            if (answer.Status == 404)
                throw IndexFaults.Missing(generation);
            using var json = answer.Parse();
            count = 0;
            if (!json.RootElement.TryGetProperty("hits", out var hits))
                yield break;
            foreach (var hit in hits.GetProperty("hits").EnumerateArray())
            {
                yield return hit;
                if (++count == page)
                    after = hit.GetProperty("sort").Clone();
            }
        }
        while (count == page);
    }

    private static ReadOnlyMemory<byte> Body(int page, IReadOnlyList<string> sort, Action<Utf8JsonWriter> write, JsonElement? after) => Json.Object(json =>
    {
        json.WriteNumber("size", page);
        json.WriteBoolean("track_total_hits", false);
        json.WriteStartArray("sort");
        foreach (var field in sort)
            json.WriteStringValue(field);
        json.WriteEndArray();
        if (after is { } last)
        {
            json.WritePropertyName("search_after");
            last.WriteTo(json);
        }
        write(json);
    });
}
