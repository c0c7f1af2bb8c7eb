using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Search.Results;
using Azul.Tests.Support;

namespace Azul.Tests.Search;

/// <summary>What every <see cref="Azul.Search.IEntitySearch"/> does. An adapter's tests inherit it. Each part of it is in a file of its own.</summary>
public abstract partial class EntitySearchContract : IAsyncLifetime
{
    private const string Catalog = "toys";

    private IndexUnderTest index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static EntityQuery Books => new(Catalog, ToyPlugin.Books);

    public async ValueTask InitializeAsync() => index = await OpenAsync(["toys", "others"]);

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An empty index of these catalogs, all with a <see cref="ToyPlugin"/>.</summary>
    private protected abstract Task<IndexUnderTest> OpenAsync(string[] catalogs);

    private Task PutAsync(params AggregateDocument[] documents) => index.PutAsync(Catalog, documents);

    private async Task<EntityResult> AskAsync(EntityQuery query) => (await index.Search.SearchAsync([query], Cancellation))[0];

    /// <summary>The ids of all books that match, in order, joined by spaces.</summary>
    private Task<string> FindAsync(Filter filter, Dialect dialect = Dialect.Plain) => IdsAsync(Books with { Filter = filter, Dialect = dialect });

    private async Task<string> IdsAsync(EntityQuery query, params SortKey[] sort) =>
        Ids((await AskAsync(query with { Hits = query.Hits ?? new(100, sort) })).Hits!);

    private async Task<FacetResult> FacetAsync(EntityQuery query, FacetRequest facet) => (await AskAsync(query with { Facets = [facet] })).Facets[0];

    private async Task<string> TermsAsync(EntityQuery query, FacetRequest facet) => Terms(await FacetAsync(query, facet));

    private static string Ids(HitPageResult page) => string.Join(' ', page.Hits.Select(h => h.EntityId));

    private static string Terms(FacetResult facet) => string.Join(' ', facet.Terms.Select(t => $"{t.Value}:{t.Count}"));

    private static Filter.Is Is(string column, params Value[] values) => new(column, values);

    private static Filter.Within Within(string column, params (Value From, Value To)[] ranges) => new(column, Ranges(ranges));

    private static ValueRange[] Ranges(params (Value From, Value To)[] ranges) => [.. ranges.Select(r => new ValueRange(r.From, r.To))];
}
