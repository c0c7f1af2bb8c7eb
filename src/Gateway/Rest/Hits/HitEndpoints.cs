using Azul.Gateway.Access;
using Azul.Gateway.Rest.Facets;
using Azul.Gateway.Rest.Filters;
using Azul.Gateway.Rest.Paging;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Hits;

/// <summary><c>/index/{entity_type}</c> and <c>/index/{entity_type}/{entity_id}</c> (<c>spec/service.md</c> §1.2, §1.3).</summary>
internal sealed class HitEndpoints(CatalogList catalogs, IEntitySearch search, CallerAccess access, TimeProvider time) : IRestEndpoints
{
    private static readonly RestParameter EntityTypeParameter = new("entity_type", "The type of the entities.", catalog => new()
    {
        ["type"] = "string",
        ["enum"] = new System.Text.Json.Nodes.JsonArray([.. catalog.Metadata.Model.ExposedTypes.Select(t => (System.Text.Json.Nodes.JsonNode)t.Name)]),
    });

    private static readonly RestParameter EntityIdParameter = new("entity_id", "The id of the entity.", _ => new() { ["type"] = "string", ["format"] = "uuid" });

    private static readonly Dictionary<int, string> ListStatuses = new()
    {
        [200] = "The page of hits.",
        [400] = "A parameter is wrong.",
        [403] = "A filter names a source that the caller may not access.",
        [404] = "There is no such catalog.",
    };

    private static readonly Dictionary<int, string> BodyStatuses = new(ListStatuses) { [413] = "The body is too long." };

    public IEnumerable<RestEndpoint> Endpoints =>
    [
        new("/index/{entity_type}", "Index", [EntityTypeParameter],
            new(HttpMethods.Get, "A page of the entities that match filters, with facets.", ListAsync)
            {
                Parameters = PageParameters.Declarations,
                Statuses = ListStatuses,
                AnswerSchema = HitSchemas.OfList,
            },
            new(HttpMethods.Post, "The same, with the parameters in a JSON body if they are long.", ListAsync)
            {
                Parameters = PageParameters.Declarations,
                Statuses = BodyStatuses,
                AnswerSchema = HitSchemas.OfList,
                HoistsBody = true,
                IsDeprecated = true,
            },
            new(HttpMethods.Head, "The status of such an answer, without its body.", ListAsync) { Parameters = PageParameters.Declarations, Statuses = ListStatuses }),
        new("/index/{entity_type}/{entity_id}", "Index", [EntityTypeParameter, EntityIdParameter],
            new RestOperation(HttpMethods.Get, "One entity.", GetAsync)
            {
                Parameters = PageParameters.Declarations,
                AnswerSchema = HitSchemas.OfHit,
                Statuses = new Dictionary<int, string>(ListStatuses) { [200] = "The entity.", [404] = "There is no such catalog or entity, or the caller may not see it." },
            }),
    ];

    private async Task ListAsync(RestRequest request)
    {
        var page = PageParameters.Parse(request.Parameters, request.PathParameters[0], catalogs);
        var model = page.Catalog.Metadata.Model;
        var query = await LimitAsync(request, page, page.Filters);
        var results = await search.SearchAsync([query with { Hits = page.ToHitPage(), Facets = TermFacets.Requests(model) }], request.Cancellation);
        await using var body = RestBody.Start(request.Http);
        if (HttpMethods.IsHead(request.Http.Request.Method))
            return;
        var renderer = new HitRenderer(page.Catalog, request.BaseUrl);
        var json = body.Json;
        json.WriteStartObject();
        json.WriteStartArray("hits"u8);
        await json.FlushAsync(request.Cancellation);
        var separator = ""u8.ToArray();
        foreach (var hit in results[0].Hits!.Hits)
        {
            System.Buffers.BuffersExtensions.Write(body.Bytes, separator);
            separator = [(byte)','];
            renderer.Write(body.Bytes, hit);
            await body.FlushIfLargeAsync(request.Cancellation);
        }
        json.WriteEndArray();
        Pagination.Write(json, request, page, results[0].Total, results[0].Hits!);
        TermFacets.Write(json, model, results[0].Facets);
        json.WriteEndObject();
    }

    private async Task GetAsync(RestRequest request)
    {
        var page = PageParameters.Parse(request.Parameters, request.PathParameters[0], catalogs);
        var id = request.PathParameters[1];
        EntityId.Check(id);
        var model = page.Catalog.Metadata.Model;
        var entryId = model.Field(model.Special.EntryId)!;
        var query = await LimitAsync(request, page, page.Filters.With(new(entryId.Name, entryId, Relation.Is, [id])));
        var results = await search.SearchAsync([query with { Hits = new(1, []) { Form = HitForm.Rest } }], request.Cancellation);
        if (results[0].Hits!.Hits is not [var hit, ..])
            throw RestErrors.UnknownEntity(page.EntityType.Name, id);
        await using var body = RestBody.Start(request.Http);
        new HitRenderer(page.Catalog, request.BaseUrl).Write(body.Bytes, hit);
    }

    private async ValueTask<EntityQuery> LimitAsync(RestRequest request, PageRequest page, ExplicitFilters filters)
    {
        var model = page.Catalog.Metadata.Model;
        var accessible = await access.DecideAsync(page.Catalog, request.Credentials, filters.NamesSources(model), request.Cancellation);
        return new QueryFilters(filters, model, accessible, time.GetUtcNow())
            .Limit(new(page.Catalog.Name, page.EntityType.Name) { Dialect = Dialect.Rest }, page.EntityType);
    }
}
