using Azul.GraphSchema.Errors;
using Azul.Plugins.Documents;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

public sealed class RangeTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(ToyRepository.Catalogs(new ToyPlugin(), "toys"),
    [
        Shelf.Book("b1", "s1", ("pages", 10L), ("price", 1.5), ("published", "2018-11-02T10:35:07.705000Z"), ("reading_age", Value.List(6.0, 9.0))),
        Shelf.Book("b2", "s1", ("pages", 20L), ("price", 2L), ("published", "2019-01-01T00:00:00.000000Z"), ("reading_age", Value.List(8.0, Value.Null))),
        Shelf.Book("b3", "s1", ("pages", Value.Null), ("published", Value.Null), ("reading_age", Value.Null)),
    ]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("pages: {is: [10]}", "b1")]
    [InlineData("pages: {is: [10, null]}", "b1 b3")]
    [InlineData("pages: {within: [{gte: 10, lte: 20}]}", "b1 b2")]
    [InlineData("pages: {within: {gte: 11}}", "b2")]
    [InlineData("pages: {within: [{lte: 10}, {gte: 20}]}", "")]
    [InlineData("pages: {within: [{}]}", "b1 b2")]
    [InlineData("pages: {gt: 10}", "b2")]
    [InlineData("pages: {gte: 10, lt: 20}", "b1")]
    [InlineData("pages: {gt: 10, gte: 10}", "b2")]
    [InlineData("pages: {lte: 10, lt: 30}", "b1")]
    [InlineData("price: {gte: 1.5, lt: 2}", "b1")]
    [InlineData("price: {is: [2]}", "b2")]
    [InlineData("published: {is: [\"2018-11-02T10:35:07.705Z\"]}", "b1")]
    [InlineData("published: {is: [\"2018-11-02T12:35:07.705+02:00\"]}", "b1")]
    [InlineData("published: {gte: \"2019-01-01T00:00:00Z\"}", "b2")]
    [InlineData("published: {within: [{lte: \"2018-12-31T23:59:59.999999Z\"}]}", "b1")]
    [InlineData("published: {isNot: [null]}", "b1 b2")]
    [InlineData("readingAge: {within: [{gte: 5, lte: 10}]}", "b1")]
    [InlineData("readingAge: {within: {gte: 7}}", "b2")]
    [InlineData("readingAge: {contains: [{gte: 8, lte: 9}]}", "b1 b2")]
    [InlineData("readingAge: {contains: [{gte: 7, lte: 7}]}", "b1")]
    [InlineData("readingAge: {intersects: [{lte: 7}]}", "b1")]
    [InlineData("readingAge: {intersects: [{gte: 100}]}", "b2")]
    public async Task Conditions_on_what_has_an_order_match(string filter, string ids) =>
        Assert.Equal(ids, (await host.DataAsync($"{{ toy {{ books(filter: {{{filter}}}, sort: {{field: entryId}}) {{ nodes {{ id }} }} }} }}")).At("toy", "books", "nodes").Each("id"));

    [Fact]
    public async Task Ranges_and_instants_are_shown_as_they_are()
    {
        var nodes = (await host.DataAsync("{ toy { books(sort: {field: entryId}) { nodes { published price readingAge { gte lte } } } } }")).At("toy", "books", "nodes");
        Assert.Equal(
            """[{"published":"2018-11-02T10:35:07.705000Z","price":1.5,"readingAge":{"gte":6,"lte":9}},{"published":"2019-01-01T00:00:00.000000Z","price":2,"readingAge":{"gte":8,"lte":null}},{"published":null,"price":null,"readingAge":null}]""",
            nodes.GetRawText());
    }

    [Theory]
    [InlineData("pages: {within: [{gte: 5, lte: 4}]}")]
    [InlineData("readingAge: {contains: [{gte: 5, lte: 4.5}]}")]
    [InlineData("published: {within: [{gte: \"2019-01-01T00:00:00Z\", lte: \"2018-01-01T00:00:00Z\"}]}")]
    public async Task A_range_that_is_upside_down_is_refused(string filter) =>
        Assert.Equal(ErrorCodes.InvalidRange, (await host.ErrorAsync($"{{ toy {{ books(filter: {{{filter}}}) {{ totalCount }} }} }}")).Code());

    [Theory]
    [InlineData("published: {gt: \"2018\"}")]
    [InlineData("published: {gt: \"2018-01-01\"}")]
    [InlineData("published: {gt: \"2018-13-01T00:00:00Z\"}")]
    [InlineData("published: {gt: 5}")]
    [InlineData("pages: {gt: \"5\"}")]
    [InlineData("pages: {gt: 5.5}")]
    [InlineData("isLent: {is: [\"true\"]}")]
    [InlineData("subject: \"x\"")]
    [InlineData("award: {is: [\"x\"]}")]
    [InlineData("readingAge: {is: [5]}")]
    public async Task Values_of_another_type_are_refused(string filter) =>
        Assert.Equal(ErrorCodes.InvalidValue, (await host.ErrorAsync($"{{ toy {{ books(filter: {{{filter}}}) {{ totalCount }} }} }}")).Code());
}
