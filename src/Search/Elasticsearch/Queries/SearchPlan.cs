using System.Text.Json;
using Azul.Search.Queries;
using Azul.Search.Results;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>One query as one search, and what its answer means.</summary>
internal sealed class SearchPlan
{
    private const string MatchingHits = "hits";

    private readonly EntityQuery query;
    private readonly Conjunction conjunction;
    private readonly HitPart? hits;
    private readonly FacetPart[] facets;
    private readonly StatsPart[] stats;
    private readonly DistinctPart[] distinctCounts;
    private readonly IReadOnlyList<int> ofHits;
    private readonly (IReadOnlyList<int> Parts, int[] Facets)[] groups;

    /// <param name="scope">The query.</param>
    /// <param name="maxTerms">The most terms that a search may be asked for.</param>
    public SearchPlan(QueryScope scope, int maxTerms)
    {
        query = scope.Query;
        conjunction = new(scope);
        hits = query.Hits is { } page ? new(scope, page) : null;
        facets = [.. query.Facets.Select((f, i) => new FacetPart(scope, f, i, maxTerms))];
        stats = [.. query.Stats.Select((s, i) => new StatsPart(scope.Column(s)!, i))];
        distinctCounts = [.. query.DistinctCounts.Select((d, i) => new DistinctPart(scope, scope.Column(d)!, i, maxTerms))];
        ofHits = conjunction.OfHits;
        groups = [.. facets.Index()
            .GroupBy(f => string.Join(',', conjunction.Of(f.Item.Request)))
            .Select(g => (conjunction.Of(g.First().Item.Request), g.Select(f => f.Index).ToArray()))];
    }

    public EntityQuery Query => query;

    public IReadOnlyList<FacetPart> Facets => facets;

    public IReadOnlyList<DistinctPart> DistinctCounts => distinctCounts;

    /// <summary>Writes the search.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="withTerms">Whether terms are among what it asks for; elsewhere they are got page by page (<see cref="PagedTerms"/>).</param>
    public void Write(Utf8JsonWriter json, bool withTerms)
    {
        json.WriteStartObject();
        json.WriteBoolean("track_total_hits", true);
        json.WriteBoolean("_source", false);
        json.WritePropertyName("query");
        conjunction.WriteShared(json);
        if (ofHits.Count > 0)
        {
            json.WritePropertyName("post_filter");
            conjunction.Write(json, ofHits);
        }
        if (hits is null)
            json.WriteNumber("size", 0);
        else
            hits.Write(json);
        WriteAggregations(json, withTerms);
        json.WriteEndObject();
    }

    /// <summary>Writes the query of what a facet counts, for a search of its own.</summary>
    public void WriteQueryOf(Utf8JsonWriter json, FacetRequest facet) => conjunction.WriteWith(json, conjunction.Of(facet));

    /// <summary>Writes the query of the hits, for a search of its own.</summary>
    public void WriteQueryOfHits(Utf8JsonWriter json) => conjunction.WriteWith(json, ofHits);

    /// <summary>Reads an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="paged">The terms, where they were got page by page.</param>
    /// <returns>Null where terms did not fit into the answer, so that they must be got page by page.</returns>
    public EntityResult? Read(JsonElement answer, PagedTerms? paged)
    {
        var found = answer.GetProperty("hits");
        var total = found.GetProperty("total").GetProperty("value").GetInt64();
        answer.TryGetProperty("aggregations", out var aggregations);
        var facetResults = new FacetResult[facets.Length];
        foreach (var (group, (_, members)) in groups.Index())
        {
            var (over, count) = Bucket(aggregations, GroupName(group), total);
            foreach (var facet in members)
            {
                if (facets[facet].Read(over, count, paged?.Facets[facet]) is not { } result)
                    return null;
                facetResults[facet] = result;
            }
        }
        var (ofMatching, _) = stats.Length + distinctCounts.Length > 0 ? Bucket(aggregations, MatchingHits, total) : default;
        var counts = distinctCounts.Select((d, i) => d.Read(ofMatching, paged?.DistinctCounts[i])).ToArray();
        return counts.Contains(null) ? null : new(total)
        {
            Hits = hits?.Read(found),
            Facets = facetResults,
            Stats = [.. stats.Select(s => s.Read(ofMatching))],
            DistinctCounts = [.. counts.Select(c => c!.Value)],
        };
    }

    private void WriteAggregations(Utf8JsonWriter json, bool withTerms)
    {
        if (groups.Length + stats.Length + distinctCounts.Length == 0)
            return;
        json.WriteStartObject("aggs");
        foreach (var (group, (parts, members)) in groups.Index())
        {
            WriteBucket(json, GroupName(group), parts, () =>
            {
                foreach (var facet in members)
                    facets[facet].Write(json, withTerms);
            });
        }
        if (stats.Length + distinctCounts.Length > 0)
        {
            WriteBucket(json, MatchingHits, ofHits, () =>
            {
                foreach (var part in stats)
                    part.Write(json);
                foreach (var part in distinctCounts)
                    part.Write(json, withTerms);
            });
        }
        json.WriteEndObject();
    }

    // Without post-filter, what the search finds is what is counted.
    private bool NeedsBucket => ofHits.Count > 0;

    private void WriteBucket(Utf8JsonWriter json, string name, IReadOnlyList<int> parts, Action write)
    {
        if (!NeedsBucket)
        {
            write();
            return;
        }
        json.WriteStartObject(name);
        json.WritePropertyName("filter");
        conjunction.Write(json, parts);
        json.WriteStartObject("aggs");
        write();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private (JsonElement Aggregations, long Count) Bucket(JsonElement aggregations, string name, long total)
    {
        if (!NeedsBucket)
            return (aggregations, total);
        var bucket = aggregations.GetProperty(name);
        return (bucket, bucket.GetProperty("doc_count").GetInt64());
    }

    private static string GroupName(int group) => $"g{group}";
}
