using Azul.Plugins.Documents;
using Azul.Search.Queries;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

public sealed class PlanTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(
        ToyRepository.Catalogs(new ToyPlugin(), "toys", "others"),
        [Shelf.Book("b1", "s1", ("title", "A"), ("pages", 5L), ("subjects", Value.List("x"))), Shelf.Library("l1", "s1", "Main library")]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("{ toy { books { totalCount } } }", 1)]
    [InlineData("{ toy { a: books { totalCount } b: books(filter: {title: {is: [\"A\"]}}) { nodes { id } } } }", 2)]
    [InlineData("{ toy { books { totalCount } libraries { totalCount } book(id: \"b1\") { title } } other: toy(catalog: \"others\") { books { nodes { title } } } catalogs { name } }", 4)]
    [InlineData("{ toy { books { totalCount } } toy { books { nodes { id } facets { title { total } } } } }", 1)]
    [InlineData("{ toy { ...f } } fragment f on Toy { books { ...g } } fragment g on ToyBookConnection { totalCount facets { subject { total } } stats { pages { sum } } }", 1)]
    [InlineData("{ toy { ... on Toy { books { totalCount } } ... @include(if: false) { libraries { totalCount } } libraries @skip(if: true) { totalCount } } }", 1)]
    [InlineData("{ toy { summary { bookCount } } }", 1)]
    [InlineData("{ toy { summary { bookCount libraryCount totalPages authorCount subjects } } }", 2)]
    [InlineData("{ toy { summary { a: bookCount b: bookCount } } }", 1)]
    [InlineData("{ toy { books { __typename } } }", 1)]
    [InlineData("{ catalogs { name } toy { catalog { name } __typename } __typename }", 0)]
    [InlineData("{ toy @skip(if: true) { books { totalCount } } }", 0)]
    public async Task An_operation_is_one_batch_whatever_it_names(string operation, int queries)
    {
        await host.DataAsync(operation);
        Assert.Equal(queries, Assert.Single([.. host.Search.Take(), .. queries == 0 ? [[]] : Array.Empty<IReadOnlyList<EntityQuery>>()]).Count);
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("false", 0)]
    public async Task Variables_decide_what_is_asked(string value, int count)
    {
        await host.DataAsync(
            "query ($with: Boolean!, $without: Boolean = false) { toy { books @include(if: $with) { totalCount } libraries @include(if: $without) { totalCount } } }",
            new { with = bool.Parse(value) });
        Assert.Equal(count, host.Search.Take().Sum(b => b.Count));
    }

    [Fact]
    public async Task Only_what_is_selected_is_asked_for()
    {
        Assert.Equal((null, 0, 0), await AskedAsync("totalCount"));
        Assert.Equal((HitForm.None, 0, 0), await AskedAsync("nodes { id accessible __typename }"));
        Assert.Equal((HitForm.None, 0, 0), await AskedAsync("edges { cursor }"));
        Assert.Equal((HitForm.None, 0, 0), await AskedAsync("pageInfo { hasNextPage }"));
        Assert.Equal((HitForm.Native, 0, 0), await AskedAsync("edges { node { title } }"));
        Assert.Equal((null, 1, 0), await AskedAsync("facets { title { total } }"));
        Assert.Equal((null, 2, 0), await AskedAsync("facets { title { total } again: title { total } subject { total } }"));
        Assert.Equal((null, 13, 0), await AskedAsync("allFacets { name }"));
        Assert.Equal((null, 0, 2), await AskedAsync("stats { pages { sum } p: pages { max } price { sum } }"));
        Assert.Equal((null, 0, 0), await AskedAsync("totalCount facets { __typename } stats { __typename }"));
    }

    [Fact]
    public async Task No_terms_are_counted_where_none_are_selected()
    {
        await host.DataAsync("{ toy { books { facets { title { missing distinctCount } } } } }");
        Assert.Equal(0, Assert.Single(Assert.Single(Assert.Single(host.Search.Take())).Facets).Size);
    }

    [Fact]
    public async Task An_entity_is_one_query()
    {
        await host.DataAsync("{ toy { book(id: \"b1\") { id title authors { name } } } }");
        var query = Assert.Single(Assert.Single(host.Search.Take()));
        Assert.Equal((1, HitForm.Native), (query.Hits!.Size, query.Hits.Form));
    }

    [Fact]
    public async Task What_is_refused_is_not_asked()
    {
        var answer = await host.AnswerAsync("{ toy { books(first: -1) { totalCount } libraries { totalCount } } wrong: toy(catalog: \"nowhere\") { books { totalCount } } }");
        Assert.Equal("libraries", Assert.Single(Assert.Single(host.Search.Take())).EntityType);
        Assert.Equal("""{"toy":{"books":null,"libraries":{"totalCount":1}},"wrong":null}""", answer.GetProperty("data").GetRawText());
        Assert.Equal(2, answer.GetProperty("errors").GetArrayLength());
    }

    private async Task<(HitForm? Form, int Facets, int Stats)> AskedAsync(string selection)
    {
        await host.DataAsync($"{{ toy {{ books {{ {selection} }} }} }}");
        var query = Assert.Single(Assert.Single(host.Search.Take()));
        return (query.Hits?.Form, query.Facets.Count, query.Stats.Count);
    }
}
