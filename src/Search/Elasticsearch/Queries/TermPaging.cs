using System.Buffers;
using System.Text.Json;
using Azul.Plugins.Documents;
using Azul.Search.Elasticsearch.Transport;
using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>
/// Gets all terms page by page, where there are more than an answer may hold: the one exception to one round trip for a batch. The pages need not be from the same state of the index.
/// </summary>
internal sealed class TermPaging(ElasticsearchConnection connection, string index, SearchPlan plan, int maxTerms, TimeSpan within)
{
    private const int PageSize = 10_000;
    private const string Paged = "paged";
    private const string Objects = "objects";

    private int size = Math.Min(PageSize, maxTerms);

    public async Task<PagedTerms> ReadAsync(CancellationToken cancellation)
    {
        var facets = new List<IReadOnlyList<FacetTerm>?>();
        foreach (var facet in plan.Facets)
            facets.Add(facet.Field is null ? null : await TermsAsync(facet, cancellation));
        var counts = new List<long?>();
        foreach (var distinct in plan.DistinctCounts)
            counts.Add(await CountAsync(distinct, cancellation));
        return new(facets, counts);
    }

    private async Task<IReadOnlyList<FacetTerm>> TermsAsync(FacetPart facet, CancellationToken cancellation)
    {
        var terms = new List<FacetTerm>();
        await EachPageAsync(facet.Field!, json => plan.WriteQueryOf(json, facet.Request), facet.Figures, buckets =>
        {
            foreach (var bucket in buckets.EnumerateArray())
            {
                if (facet.Field!.Read(bucket.GetProperty("key").GetProperty("term")) is { IsNull: false } term)
                    terms.Add(facet.Figures.Read(term, bucket, facet.Field.Objects is not null));
            }
        }, cancellation);
        return terms;
    }

    private async Task<long> CountAsync(DistinctPart distinct, CancellationToken cancellation)
    {
        var count = 0L;
        await EachPageAsync(distinct.Field, plan.WriteQueryOfHits, null, buckets => count += buckets.GetArrayLength(), cancellation);
        return count;
    }

    private async Task EachPageAsync(TermField field, Action<Utf8JsonWriter> query, TermFigures? figures, Action<JsonElement> take, CancellationToken cancellation)
    {
        Value? after = null;
        do
        {
            var body = Write(json => WritePage(json, field, query, figures, after));
            using var answer = await connection.SendAsync(
                ElasticsearchRequest.Post($"{index}/_search?allow_partial_search_results=false", body) with { Expected = [400], Within = within }, cancellation);
            if (answer.Status == 400)
            {
                Shrink(answer);
                continue;
            }
            using var read = answer.Parse();
            var parent = read.RootElement.GetProperty("aggregations");
            var page = (field.Objects is null ? parent : parent.GetProperty(Objects)).GetProperty(Paged);
            take(page.GetProperty("buckets"));
            after = page.TryGetProperty("after_key", out var last) ? ValueJson.FromElement(last.GetProperty("term")) : Value.Null;
        }
        while (after is not { IsNull: true });
    }

    // The companions of each term count too.
    private void Shrink(ElasticsearchAnswer answer)
    {
        using var read = answer.Parse();
        var error = read.RootElement.GetProperty("error");
        if (!SearchFault.IsTooManyBuckets(error) || size == 1)
            throw SearchFault.Of(400, error, connection.Server);
        size = Math.Max(1, size / 4);
    }

    private void WritePage(Utf8JsonWriter json, TermField field, Action<Utf8JsonWriter> query, TermFigures? figures, Value? after)
    {
        json.WriteStartObject();
        json.WriteNumber("size", 0);
        json.WriteBoolean("track_total_hits", false);
        json.WritePropertyName("query");
        query(json);
        json.WriteStartObject("aggs");
        if (field.Objects is { } path)
        {
            json.WriteStartObject(Objects);
            json.WriteStartObject("nested");
            json.WriteString("path", path);
            json.WriteEndObject();
            json.WriteStartObject("aggs");
        }
        json.WriteStartObject(Paged);
        WriteComposite(json, field.Name, after);
        figures?.Write(json, field.Objects is not null);
        json.WriteEndObject();
        if (field.Objects is not null)
        {
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteComposite(Utf8JsonWriter json, string field, Value? after)
    {
        json.WriteStartObject("composite");
        json.WriteNumber("size", size);
        json.WriteStartArray("sources");
        json.WriteStartObject();
        json.WriteStartObject("term");
        json.WriteStartObject("terms");
        json.WriteString("field", field);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        if (after is { } last)
        {
            json.WriteStartObject("after");
            json.WritePropertyName("term");
            ValueJson.Write(json, last);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, ValueJson.WriterOptions))
            write(json);
        return buffer.WrittenMemory;
    }
}
