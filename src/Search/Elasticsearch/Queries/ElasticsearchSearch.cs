using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search.Elasticsearch.Columns;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Transport;
using Azul.Search.Queries;
using Azul.Search.Results;
using Azul.Search.Validation;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>
/// Searches the live aggregates of catalogs. A query is one search and a batch one request, whose answer is copied and counted but not parsed into documents.
/// </summary>
internal sealed class ElasticsearchSearch(ElasticsearchConnection connection, ElasticsearchOptions options, IndexNames names, ClusterLimits limits, CatalogList catalogs) : IEntitySearch
{
    private static readonly byte[] EndOfLine = "\n"u8.ToArray();

    private readonly FrozenDictionary<string, SearchedCatalog> searched = catalogs.ToFrozenDictionary(c => c.Name, c => new SearchedCatalog(c));

    public async Task<IReadOnlyList<EntityResult>> SearchAsync(IReadOnlyList<EntityQuery> queries, CancellationToken cancellation)
    {
        foreach (var query in queries)
            Catalog(query.Catalog).Validation.Check(query);
        cancellation.ThrowIfCancellationRequested();
        if (queries.Count == 0)
            return [];
        try
        {
            var maxTerms = await limits.MaxBucketsAsync(cancellation);
            var plans = queries.Select(q => PlanOf(q, maxTerms)).ToArray();
            return plans is [var only] ? [await SearchAsync(only, maxTerms, cancellation)] : await SearchAsync(plans, maxTerms, cancellation);
        }
        catch (StoreException error)
        {
            throw SearchErrors.Unavailable(error);
        }
    }

    private SearchedCatalog Catalog(string name) => searched.GetValueOrDefault(name) ?? throw SearchErrors.UnknownCatalog(name, searched.Keys);

    private SearchPlan PlanOf(EntityQuery query, int maxTerms) => new(Catalog(query.Catalog).ScopeOf(query), maxTerms);

    private string IndexOf(SearchPlan plan) => names.Alias(GenerationRef.LiveOf(plan.Query.Catalog), IndexKind.Aggregates);

    private async Task<EntityResult> SearchAsync(SearchPlan plan, int maxTerms, CancellationToken cancellation)
    {
        using var answer = await SendAsync(plan, withTerms: true, cancellation);
        using var read = answer.Parse();
        var result = answer.Status == 400 ? null : plan.Read(read.RootElement, null);
        if (result is not null)
            return result;
        if (answer.Status == 400)
            CheckFits(400, read.RootElement);
        return await SearchInPartsAsync(plan, maxTerms, cancellation);
    }

    // What does not fit into one answer may fit into several; what does not fit alone is got page by page.
    private async Task<EntityResult> SearchInPartsAsync(SearchPlan plan, int maxTerms, CancellationToken cancellation)
    {
        var query = plan.Query;
        if (query.Facets.Count + query.DistinctCounts.Count <= 1)
            return await SearchPagedAsync(plan, maxTerms, cancellation);
        var rest = await SearchAsync(PlanOf(query with { Facets = [], DistinctCounts = [] }, maxTerms), maxTerms, cancellation);
        var alone = query with { Hits = null, Facets = [], Stats = [], DistinctCounts = [] };
        var facets = new List<FacetResult>();
        foreach (var facet in query.Facets)
            facets.Add((await SearchAsync(PlanOf(alone with { Facets = [facet] }, maxTerms), maxTerms, cancellation)).Facets[0]);
        var counts = new List<long>();
        foreach (var column in query.DistinctCounts)
            counts.Add((await SearchAsync(PlanOf(alone with { DistinctCounts = [column] }, maxTerms), maxTerms, cancellation)).DistinctCounts[0]);
        return rest with { Facets = facets, DistinctCounts = counts };
    }

    private async Task<EntityResult> SearchPagedAsync(SearchPlan plan, int maxTerms, CancellationToken cancellation)
    {
        var paged = await new TermPaging(connection, IndexOf(plan), plan, maxTerms, options.SearchTimeout).ReadAsync(cancellation);
        using var answer = await SendAsync(plan, withTerms: false, cancellation);
        using var read = answer.Parse();
        return answer.Status == 400 ? throw SearchFault.Of(400, read.RootElement.GetProperty("error"), connection.Server) : plan.Read(read.RootElement, paged)!;
    }

    private Task<ElasticsearchAnswer> SendAsync(SearchPlan plan, bool withTerms, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        WriteTo(body, json => plan.Write(json, withTerms));
        var path = $"{IndexOf(plan)}/_search?allow_partial_search_results=false{(plan.DistinctCounts.Count > 0 ? $"&filter_path=-{DistinctPart.Unwanted}" : "")}";
        return connection.SendAsync(ElasticsearchRequest.Post(path, body.WrittenMemory) with { Expected = [400], Within = options.SearchTimeout }, cancellation);
    }

    private async Task<IReadOnlyList<EntityResult>> SearchAsync(SearchPlan[] plans, int maxTerms, CancellationToken cancellation)
    {
        using var answer = await SendAsync(plans, cancellation);
        using var read = answer.Parse();
        var results = new EntityResult[plans.Length];
        foreach (var (index, one) in read.RootElement.GetProperty("responses").EnumerateArray().Index())
        {
            var status = one.GetProperty("status").GetInt32();
            // A search that failed for a moment's reason is tried again as any other request is.
            if (status is 429 or >= 500)
                results[index] = await SearchAsync(plans[index], maxTerms, cancellation);
            else
                results[index] = (CheckFits(status, one) ? plans[index].Read(one, null) : null) ?? await SearchInPartsAsync(plans[index], maxTerms, cancellation);
        }
        return results;
    }

    private Task<ElasticsearchAnswer> SendAsync(SearchPlan[] plans, CancellationToken cancellation)
    {
        var body = new ArrayBufferWriter<byte>(4096 * plans.Length);
        foreach (var plan in plans)
        {
            WriteTo(body, json => WriteHeader(json, IndexOf(plan)));
            WriteTo(body, json => plan.Write(json, withTerms: true));
        }
        var path = plans.Any(p => p.DistinctCounts.Count > 0) ? $"_msearch?filter_path=-responses.{DistinctPart.Unwanted}" : "_msearch";
        return connection.SendAsync(ElasticsearchRequest.Post(path, body.WrittenMemory) with { IsLines = true, Within = options.SearchTimeout }, cancellation);
    }

    private static void WriteHeader(Utf8JsonWriter json, string index)
    {
        json.WriteStartObject();
        json.WriteString("index", index);
        json.WriteBoolean("allow_partial_search_results", false);
        json.WriteEndObject();
    }

    private static void WriteTo(ArrayBufferWriter<byte> body, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(body, ValueJson.WriterOptions))
            write(json);
        body.Write(EndOfLine);
    }

    // False where it asks for more terms than an answer may hold.
    private bool CheckFits(int status, JsonElement answer)
    {
        if (status is >= 200 and < 300)
            return true;
        var error = answer.GetProperty("error");
        return SearchFault.IsTooManyBuckets(error) ? false : throw SearchFault.Of(status, error, connection.Server);
    }

    private sealed class SearchedCatalog(Catalog catalog)
    {
        private readonly ColumnMapping columns = new(catalog.Metadata.Model);

        public QueryValidation Validation { get; } = new(catalog);

        public QueryScope ScopeOf(EntityQuery query) => new(columns, catalog.Metadata.Model.Special.SourceId, query);
    }
}
