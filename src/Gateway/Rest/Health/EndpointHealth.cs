using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Queries;

namespace Azul.Gateway.Rest.Health;

/// <summary>Whether entities of the default catalog can be listed: one of each type that clients see is looked for.</summary>
internal sealed class EndpointHealth(CatalogList catalogs, IEntitySearch search) : IHealthAspect
{
    public string Key => "api_endpoints";

    public bool IsFast => true;

    public async Task<Entity> CheckAsync(CancellationToken cancellation)
    {
        var catalog = catalogs.Default;
        var queries = catalog.Metadata.Model.ExposedTypes.Select(t => new EntityQuery(catalog.Name, t.Name) { Hits = new(1, []) { Form = HitForm.None } });
        await search.SearchAsync([.. queries], cancellation);
        return new(("up", true));
    }
}
