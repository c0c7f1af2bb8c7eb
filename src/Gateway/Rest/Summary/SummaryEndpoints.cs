using Azul.Gateway.Access;
using Azul.Gateway.Rest.Catalogs;
using Azul.Gateway.Rest.Filters;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;
using Azul.Search;

namespace Azul.Gateway.Rest.Summary;

/// <summary><c>/index/summary</c> (<c>spec/service.md</c> §1.4).</summary>
internal sealed class SummaryEndpoints(CatalogList catalogs, IEntitySearch search, CallerAccess access, TimeProvider time) : IRestEndpoints
{
    private static readonly RestParameter[] Parameters = [CatalogParameter.Declaration, FilterParameter.Declaration];

    private static readonly Dictionary<int, string> Statuses = new()
    {
        [200] = "The totals.",
        [400] = "A parameter is wrong.",
        [403] = "A filter names a source that the caller may not access.",
        [404] = "There is no such catalog.",
    };

    public IEnumerable<RestEndpoint> Endpoints =>
    [
        new("/index/summary", "Index", [],
            new(HttpMethods.Get, "Totals over all entities that match filters, whatever their type.", SummarizeAsync) { Parameters = Parameters, Statuses = Statuses },
            new(HttpMethods.Head, "The status of such an answer, without its body.", SummarizeAsync) { Parameters = Parameters, Statuses = Statuses, IsCors = false }),
    ];

    private async Task SummarizeAsync(RestRequest request)
    {
        var catalog = CatalogParameter.Of(request.Parameters, catalogs);
        var model = catalog.Metadata.Model;
        var filters = FilterParameter.Of(request.Parameters, model);
        var accessible = await access.DecideAsync(catalog, request.Credentials, filters.NamesSources(model), request.Cancellation);
        var plan = new SummaryPlan(model);
        var queries = plan.Queries(catalog.Name, new QueryFilters(filters, model, accessible, time.GetUtcNow()));
        var results = await search.SearchAsync(queries, request.Cancellation);
        await using var body = RestBody.Start(request.Http);
        if (!HttpMethods.IsHead(request.Http.Request.Method))
            plan.Write(body.Json, results);
    }
}
