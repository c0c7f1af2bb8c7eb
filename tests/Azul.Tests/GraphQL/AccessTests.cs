using Azul.GraphSchema.Errors;
using Azul.Plugins.Access;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

/// <summary>The table of <c>spec/service.md</c> §2.6. Books are restricted to accessible sources, libraries are the hub.</summary>
public sealed class AccessTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(
        ToyRepository.Catalogs(new ToyPlugin(), "toys"),
        [
            Shelf.Book("open1", "open", ("title", "A")), Shelf.Book("open2", "open", ("title", "B")), Shelf.Book("closed1", "closed", ("title", "C")),
            Shelf.Library("l1", "open", "Open library"), Shelf.Library("l2", "closed", "Closed library"), Shelf.Library("l3", "closed", "Another"),
        ],
        new AccessibleSources(new HashSet<string> { "open" }));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("{}", 2, 3)]
    [InlineData("{accessible: {is: [true, false]}}", 2, 3)]
    [InlineData("{accessible: {is: [true]}}", 2, 1)]
    [InlineData("{accessible: {is: [false]}}", 0, 2)]
    [InlineData("{accessible: {isNot: [true]}}", 0, 2)]
    [InlineData("{accessible: {is: []}}", 0, 0)]
    [InlineData("{sourceId: {is: [\"open\"]}}", 2, 1)]
    [InlineData("{sourceId: {is: [\"open\"]}, accessible: {is: [true]}}", 2, 1)]
    [InlineData("{sourceId: {is: [\"open\"]}, accessible: {is: [false]}}", 0, 0)]
    [InlineData("{sourceId: {is: [\"closed\"]}}", null, 2)]
    [InlineData("{sourceId: {is: [\"closed\"]}, accessible: {is: [true]}}", null, 0)]
    [InlineData("{sourceId: {is: [\"closed\", \"open\"]}, accessible: {is: [false]}}", null, 2)]
    [InlineData("{sourceId: {is: [\"closed\"]}, accessible: {is: []}}", null, 0)]
    [InlineData("{or: [{not: {sourceId: {is: [\"closed\"]}}}]}", null, 1)]
    public async Task Sources_and_access_combine(string filter, int? books, int libraries)
    {
        var answer = await host.AnswerAsync($"{{ toy {{ books(filter: {filter}) {{ totalCount }} libraries(filter: {filter}) {{ totalCount }} }} }}");
        Assert.Equal(libraries, answer.At("data", "toy", "libraries", "totalCount").GetInt32());
        if (books is { } count)
        {
            Assert.Equal(count, answer.At("data", "toy", "books", "totalCount").GetInt32());
        }
        else
        {
            var error = answer.At("errors", 0);
            Assert.Equal(ErrorCodes.ForbiddenSource, error.Code());
            Assert.Contains("inaccessible sources: closed", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_source_that_does_not_exist_is_inaccessible_to_those_who_may_access_all()
    {
        host.Policy.Accessible = AccessibleSources.All;
        var answer = await host.AnswerAsync("{ toy { books(filter: {or: [{sourceId: {is: [\"nowhere\"]}}]}) { totalCount } libraries(filter: {sourceId: {is: [\"open\"]}}) { totalCount } } }");
        Assert.Equal(ErrorCodes.ForbiddenSource, answer.At("errors", 0).Code());
        Assert.Equal(1, answer.At("data", "toy", "libraries", "totalCount").GetInt32());
    }

    [Fact]
    public async Task Entities_of_the_hub_are_marked_and_others_are_out_of_reach()
    {
        var toy = (await host.DataAsync("{ toy { libraries(sort: {field: entryId}) { nodes { id accessible } } seen: book(id: \"open1\") { accessible } unseen: book(id: \"closed1\") { id } hub: library(id: \"l2\") { accessible name } } }")).GetProperty("toy");
        Assert.Equal("True False False", toy.At("libraries", "nodes").Each("accessible"));
        Assert.Equal("""{"accessible":true} null {"accessible":false,"name":"Closed library"}""", $"{toy.GetProperty("seen")} {toy.GetProperty("unseen").GetRawText()} {toy.GetProperty("hub")}");
    }

    [Fact]
    public async Task Facets_count_only_what_the_query_may_reach()
    {
        var toy = (await host.DataAsync("""
            { toy {
              books { facets { sourceId { terms { label count } } accessible { terms { label count } } title { total } } }
              libraries(filter: {accessible: {is: [true]}}) { totalCount facets { sourceId { terms { label count } } accessible { terms { label count } } } } } }
            """)).GetProperty("toy");
        var (books, libraries) = (toy.At("books", "facets"), toy.At("libraries", "facets"));
        Assert.Equal(("open:2", "true:2", 2), (books.GetProperty("sourceId").Terms(), books.GetProperty("accessible").Terms(), books.At("title", "total").GetInt32()));
        Assert.Equal(("open:1", "false:2 true:1"), (libraries.GetProperty("sourceId").Terms(), libraries.GetProperty("accessible").Terms()));
    }

    [Fact]
    public async Task A_summary_is_refused_only_where_it_needs_what_is_restricted()
    {
        const string Filter = "(filter: {sourceId: {is: [\"closed\"]}})";
        var answer = await host.AnswerAsync($"{{ toy {{ hub: summary{Filter} {{ libraryCount }} all: summary{Filter} {{ libraryCount bookCount }} own: summary {{ bookCount libraryCount }} }} }}");
        Assert.Equal("""{"hub":{"libraryCount":2},"all":null,"own":{"bookCount":2,"libraryCount":3}}""", answer.At("data", "toy").GetRawText());
        Assert.Equal(ErrorCodes.ForbiddenSource, Assert.Single(answer.GetProperty("errors").EnumerateArray()).Code());
    }
}
