using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;
using Snapshooter.Xunit3;

namespace Azul.Tests.GraphQL;

public sealed class CatalogTests : IAsyncLifetime
{
    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(
        ToyRepository.Catalogs(new ToyPlugin(), "toys", "others"),
        [Shelf.Book("b1", "s1", ("title", "A")), Shelf.Library("l1", "s1", "Main library")]);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Catalogs_come_with_the_default_one_first()
    {
        var data = await host.DataAsync("{ catalogs { name plugin isDefault internal atlas sources { id spec } } toy(catalog: \"others\") { catalog { name isDefault } } }");
        Assert.Equal(
            """{"catalogs":[{"name":"toys","plugin":"toy","isDefault":true,"internal":false,"atlas":"toys","sources":[{"id":"s1","spec":"s1:/0"}]},{"name":"others","plugin":"toy","isDefault":false,"internal":false,"atlas":"toys","sources":[{"id":"s1","spec":"s1:/0"}]}],"toy":{"catalog":{"name":"others","isDefault":false}}}""",
            data.GetRawText());
    }

    [Fact]
    public async Task Entity_types_say_what_can_be_done_with_their_fields()
    {
        var data = await host.DataAsync("{ toy { catalog { entityTypes { name defaultSort defaultOrder fields { name description type path list nullable facet filterable sortable } } } } }");
        Snapshot.Match(data.GetRawText().Replace("},{", "},\n{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_field_that_is_listed_can_be_used_as_it_says()
    {
        var types = (await host.DataAsync("{ toy { catalog { entityTypes { name fields { name path type facet sortable list } } } } }")).At("toy", "catalog", "entityTypes");
        foreach (var type in types.EnumerateArray())
        {
            var name = type.GetProperty("name").GetString();
            foreach (var field in type.GetProperty("fields").EnumerateArray())
            {
                var (filter, facet) = (Nested(field.Name(), ": ", "{}"), Nested(field.Name(), " ", "{ total }"));
                var sort = field.GetProperty("sortable").GetBoolean() ? $", sort: {{field: {field.Name().Replace('.', '_')}}}" : "";
                var isObject = field.GetProperty("type").GetString() is "COMPOSITE" or "RANGE";
                var path = Nested(field.GetProperty("path").GetString()!, " ", isObject ? "{ __typename }" : "");
                await host.DataAsync($"{{ toy {{ {name}(filter: {{{filter}}}{sort}) {{ nodes {{ {path} }} {(field.GetProperty("facet").GetBoolean() ? $"facets {{ {facet} }}" : "")} }} }} }}");
            }
        }
    }

    private static string Nested(string path, string separator, string leaf)
    {
        var steps = path.Split('.');
        return steps.SkipLast(1).Reverse().Aggregate($"{steps[^1]}{separator}{leaf}", (inner, step) => $"{step}{separator}{{ {inner} }}");
    }
}
