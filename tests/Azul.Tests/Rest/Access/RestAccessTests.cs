using Azul.Gateway.Access;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Tests.Rest.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace Azul.Tests.Rest.Access;

/// <summary>What callers see (<c>spec/service.md</c> §7.4).</summary>
public sealed class RestAccessTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    private static readonly (string, string) NoAccess = ("Authorization", "Bearer none");

    [Theory]
    [InlineData("bundles")]
    [InlineData("files")]
    [InlineData("samples")]
    public async Task Without_access_there_is_nothing_but_the_facet_that_says_so(string type)
    {
        var all = await RestAnswer.GetAsync(catalogs.Server, $"/index/{type}?catalog=test");
        var none = await RestAnswer.GetAsync(catalogs.Server, $"/index/{type}?catalog=test", NoAccess);

        Assert.Equal((200, 0L), (none.Status, none.Pagination["total"].AsLong));
        Assert.Equal([$"\"false\": {all.Pagination["total"]}"], none.Terms("accessible"));
        Assert.Empty(none.Terms("organ"));
    }

    [Fact]
    public async Task Projects_are_listed_and_marked()
    {
        var none = await RestAnswer.GetAsync(catalogs.Server, "/index/projects?catalog=test", NoAccess);

        Assert.NotEmpty(none.EntryIds);
        Assert.All(none.Body["hits"].AsList, h => Assert.False(h.AsEntity["projects"].AsList[0].AsEntity["accessible"].AsBoolean));
    }

    [Fact]
    public async Task A_file_that_is_out_of_reach_is_not_found()
    {
        var id = (await RestAnswer.GetAsync(catalogs.Server, "/index/files?size=1")).EntryIds.Single();

        Assert.Equal(200, (await RestAnswer.GetAsync(catalogs.Server, $"/index/files/{id}")).Status);
        Assert.Equal(404, (await RestAnswer.GetAsync(catalogs.Server, $"/index/files/{id}", NoAccess)).Status);
    }

    [Fact]
    public async Task The_summary_counts_projects_and_nothing_else()
    {
        var all = (await RestAnswer.GetAsync(catalogs.Server, "/index/summary")).Body;
        var none = (await RestAnswer.GetAsync(catalogs.Server, "/index/summary", NoAccess)).Body;

        Assert.Equal((all["projectCount"], all["labCount"]), (none["projectCount"], none["labCount"]));
        Assert.Equal(0, none["fileCount"].AsLong);
    }

    [Theory]
    [InlineData("Azul:Access:Anonymous", "some", "Azul:Access:Anonymous")]
    [InlineData("Azul:Access:Tokens:0:Sources", "all", "Azul:Access:Tokens:0:Token")]
    [InlineData("Azul:Access:Tokens:0:Token", "a", "Azul:Access:Tokens:0:Sources")]
    [InlineData("Azul:Access:Tokens:0:Token", "a b", "Azul:Access:Tokens:0:Token")]
    public void A_wrong_setting_is_named(string key, string value, string path)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

        Assert.Equal(path, Assert.Throws<ConfigurationException>(() => new ConfiguredAccessPolicy(configuration)).Key);
    }

    [Fact]
    public async Task Everybody_may_access_everything_unless_the_configuration_says_otherwise()
    {
        var policy = new ConfiguredAccessPolicy(new ConfigurationBuilder().Build());
        var catalog = ToyRepository.Catalogs(new ToyPlugin(), "toys").Default;

        Assert.Equal(AccessibleSources.All, await policy.DecideAsync(catalog, Credentials.Anonymous, TestContext.Current.CancellationToken));
        var refused = await Assert.ThrowsAsync<AccessRefusedException>(() => policy.DecideAsync(catalog, new("x"), TestContext.Current.CancellationToken).AsTask());
        Assert.Equal(AccessRefusal.InvalidCredentials, refused.Refusal);
    }

    [Fact]
    public void Credentials_never_show_their_token() => Assert.DoesNotContain("secret", new Credentials("secret").ToString(), StringComparison.Ordinal);
}
