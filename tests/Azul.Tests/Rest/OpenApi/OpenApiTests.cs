using System.Text.Json;
using Azul.Gateway.Rest.Transport;
using Azul.Plugins.Documents;
using Azul.Tests.Rest.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Rest.OpenApi;

/// <summary>The OpenAPI document says what is served, neither more nor less.</summary>
public sealed class OpenApiTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"];

    // A request for each status that an operation documents and that can be brought about from outside.
    private static readonly Dictionary<int, Func<string, (string Url, (string, string)[] Headers)>> Provocations = new()
    {
        [200] = url => (url, []),
        [400] = url => (url == "/health/elasticsearch" ? "/health/x" : url + "?foo=1", []),
        [401] = url => (url, [("Authorization", "x")]),
        [403] = url => (url + "?filters={%22sourceId%22:{%22is%22:[%22x%22]}}", []),
        [404] = url => (url + "?catalog=nope", []),
        [413] = url => (url + "?x=" + new string('x', 8192), []),
        [415] = url => (url, [("Content-Type", "text/plain")]),
    };

    [Fact]
    public async Task Every_route_and_method_that_is_served_is_documented_and_no_other()
    {
        var paths = await PathsAsync();
        var served = catalogs.Server.Services.GetServices<IRestEndpoints>().SelectMany(e => e.Endpoints).Select(e => e.Template);

        Assert.Equal(served.Order(), paths.Select(p => p.Key).Order());
        foreach (var (template, path) in paths)
        {
            foreach (var method in Methods)
            {
                var answer = await RestAnswer.SendAsync(catalogs.Server, method, await UrlAsync(template), null);
                Assert.True(path.AsEntity.Has(method.ToLowerInvariant()) == (answer.Status != 405), $"{method} {template} is answered with {answer.Status}");
            }
        }
    }

    [Fact]
    public async Task Every_documented_parameter_is_taken_and_no_other()
    {
        foreach (var (template, path) in await PathsAsync())
        {
            var known = Names(path.AsEntity["get"], "query");
            var url = await UrlAsync(template);
            if (known.Length == 0)
                continue;
            foreach (var name in known)
                Assert.DoesNotContain("Unknown query parameter", (await RestAnswer.GetAsync(catalogs.Server, $"{url}?{name}=x")).Text, StringComparison.Ordinal);
            Assert.Contains("Unknown query parameter `other`", (await RestAnswer.GetAsync(catalogs.Server, $"{url}?other=x")).Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_documented_status_can_be_brought_about_and_every_status_is_documented()
    {
        foreach (var (template, path) in await PathsAsync())
        {
            foreach (var (method, operation) in path.AsEntity.Where(o => o.Key != "parameters"))
            {
                var documented = operation.AsEntity["responses"].AsEntity.Select(r => int.Parse(r.Key)).ToArray();
                foreach (var (status, provocation) in Provocations)
                {
                    var (url, headers) = provocation(await UrlAsync(template));
                    var answer = await RestAnswer.SendAsync(catalogs.Server, method.ToUpperInvariant(), url, null, headers);
                    Assert.True(documented.Contains(answer.Status), $"{method} {url} is answered with {answer.Status}, which is not documented");
                    if (documented.Contains(status))
                        Assert.True(status == answer.Status || template == "/health/cached", $"{method} {url} is answered with {answer.Status}, not {status}");
                }
            }
        }
    }

    [Fact]
    public async Task Entity_types_fields_and_hits_are_the_default_catalogs()
    {
        var list = (await PathsAsync())["/index/{entity_type}"].AsEntity;
        var get = list["get"].AsEntity;
        var filters = Parameter(get["parameters"], "filters")["content"].AsEntity["application/json"].AsEntity["schema"].AsEntity["properties"].AsEntity;

        Assert.Equal(64, filters.Count);
        Assert.Equal(["bundles", "files", "projects", "samples"], Parameter(list["parameters"], "entity_type")["schema"].AsEntity["enum"].AsList.Select(v => v.AsString).Order());
        Assert.Contains("projectTitle", Parameter(get["parameters"], "sort")["schema"].AsEntity["enum"].AsList.Select(v => v.AsString));
        Assert.Contains("drs_uri", get["responses"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_is_the_one_that_was_asked()
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, "/openapi", ("Host", "example.org"));

        Assert.Equal("http://example.org/", answer.Body["servers"].AsList.Single().AsEntity["url"].AsString);
        Assert.Equal("public, max-age=500", answer.Headers["Cache-Control"]);
    }

    private async Task<Entity> PathsAsync()
    {
        var text = (await RestAnswer.GetAsync(catalogs.Server, "/openapi")).Text;
        return ValueJson.FromElement(JsonElement.Parse(text)).AsEntity["paths"].AsEntity;
    }

    private async Task<string> UrlAsync(string template)
    {
        var id = (await RestAnswer.GetAsync(catalogs.Server, "/index/files?size=1")).EntryIds.Single();
        return template
            .Replace("{entity_type}", "files", StringComparison.Ordinal)
            .Replace("{entity_id}", id, StringComparison.Ordinal)
            .Replace("{keys}", "elasticsearch", StringComparison.Ordinal);
    }

    private static string[] Names(Value operation, string place) => operation.AsEntity["parameters"].IsNull
        ? []
        : [.. operation.AsEntity["parameters"].AsList.Where(p => p.AsEntity["in"].AsString == place).Select(p => p.AsEntity["name"].AsString)];

    private static Entity Parameter(Value parameters, string name) => parameters.AsList.Select(p => p.AsEntity).Single(p => p["name"].AsString == name);
}
