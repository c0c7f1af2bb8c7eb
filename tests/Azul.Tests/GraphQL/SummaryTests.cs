using Azul.Plugins.Documents;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

public sealed class SummaryTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(ToyRepository.Catalogs(new ToyPlugin(), "toys"),
    [
        Shelf.Book("b1", "s1", ("pages", 10L), ("subjects", Value.List("art", "war"))),
        Shelf.Book("b2", "s1", ("pages", 20L), ("subjects", Value.List("art"))),
        Shelf.Book("b3", "s1", ("subjects", Value.List(Value.Null))),
        Shelf.Book("b4", "s1"),
        Shelf.Book("b5", "s1"),
        Shelf.Library("l1", "s1", "Main library"),
    ]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_summary_sums_up_everything_that_matches()
    {
        var data = await host.DataAsync("{ toy { summary { bookCount libraryCount totalPages authorCount subjects } } }");
        Assert.Equal("""{"bookCount":5,"libraryCount":1,"totalPages":30,"authorCount":5,"subjects":["art",null,"war"]}""", data.At("toy", "summary").GetRawText());
    }

    [Fact]
    public async Task Every_figure_reflects_the_whole_filter()
    {
        var data = await host.DataAsync("{ toy { summary(filter: {subject: {is: [\"war\"]}}) { bookCount totalPages subjects libraryCount } } }");
        Assert.Equal("""{"bookCount":1,"totalPages":10,"subjects":["art","war"],"libraryCount":0}""", data.At("toy", "summary").GetRawText());
    }
}
