using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Azul.GraphSchema.Errors;
using Azul.Tests.GraphQL.Support;
using Azul.Tests.Support;

namespace Azul.Tests.GraphQL;

/// <summary>GraphQL over HTTP.</summary>
public sealed class TransportTests : IAsyncLifetime
{
    private const string New = "application/graphql-response+json";
    private const string Old = "application/json";
    private const string Good = """{"query":"{ catalogs { name } }"}""";

    private GraphQLHost host = null!;

    public async ValueTask InitializeAsync() => host = await GraphQLHost.StartAsync(
        ToyRepository.Catalogs(new ToyPlugin(), "toys"), [], null, ("Azul:GraphQL:MaxBodySize", "2000"));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData(null, Old)]
    [InlineData("*/*", Old)]
    [InlineData("application/*", Old)]
    [InlineData(Old, Old)]
    [InlineData(New, New)]
    [InlineData(New + ", " + Old, New)]
    [InlineData(Old + ", " + New, Old)]
    [InlineData(Old + ";q=0.5, " + New, New)]
    [InlineData("text/html, " + New, New)]
    [InlineData(New + "; charset=utf-8, " + Old + ";q=0.9", New)]
    public async Task The_client_chooses_the_media_type(string? accept, string expected)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", Good, accept);
        Assert.Equal((HttpStatusCode.OK, expected, "utf-8"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentType.CharSet));
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/*")]
    [InlineData(New + ";q=0")]
    [InlineData(New + ";charset=utf-16")]
    public async Task Other_media_types_are_not_acceptable(string accept)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", Good, accept);
        Assert.Equal((HttpStatusCode.NotAcceptable, ErrorCodes.NotAcceptable), (response.StatusCode, await CodeAsync(response)));
    }

    [Theory]
    [InlineData("""{"query":"{ catalogs { name } }"}""", 200, 200, null)]
    [InlineData("""{"query":"{ catalogs { name } }","variables":null,"operationName":null,"extensions":null}""", 200, 200, null)]
    [InlineData("""{"query":"{ toy(catalog: \"x\") { __typename } }"}""", 200, 200, ErrorCodes.UnknownCatalog)]
    [InlineData("""{"query":"{"}""", 400, 200, ErrorCodes.ParseFailed)]
    [InlineData("""{"query":"{ nope }"}""", 400, 200, ErrorCodes.ValidationFailed)]
    [InlineData("""{"query":"query ($x: Int!) { toy { books(first: $x) { totalCount } } }"}""", 400, 200, ErrorCodes.InvalidValue)]
    [InlineData("""{"query":"{ catalogs { name } }","operationName":"x"}""", 400, 200, ErrorCodes.OperationNotFound)]
    [InlineData("""{"query":"mutation { x }"}""", 400, 200, ErrorCodes.ValidationFailed)]
    [InlineData("""{"query":""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("[]", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("{}", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":null}""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":5}""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":"\ud800"}""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":"{ catalogs { name } }","variables":[]}""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":"{ catalogs { name } }","variables":"{}"}""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":"{ catalogs { name } }","operationName":1}""", 400, 400, ErrorCodes.BadRequest)]
    [InlineData("""{"query":"{ catalogs { name } }","extensions":1}""", 400, 400, ErrorCodes.BadRequest)]
    public async Task The_status_follows_the_media_type(string body, int status, int oldStatus, string? code)
    {
        using var response = await SendAsync(HttpMethod.Post, "/graphql", body, New);
        using var oldResponse = await SendAsync(HttpMethod.Post, "/graphql", body, Old);
        Assert.Equal((status, oldStatus, code, code), ((int)response.StatusCode, (int)oldResponse.StatusCode, await CodeAsync(response), await CodeAsync(oldResponse)));
    }

    [Theory]
    [InlineData("?query={catalogs{name}}", 200, null)]
    [InlineData("?query=query($n:Int){toy{books(first:$n){totalCount}}}&variables={\"n\":1}", 200, null)]
    [InlineData("?query=query a{__typename} query b{catalogs{name}}&operationName=b", 200, null)]
    [InlineData("?query={catalogs{name}}&operationName=&variables=&extensions=", 200, null)]
    [InlineData("?query=mutation{x}", 405, ErrorCodes.MethodNotAllowed)]
    [InlineData("?query={nope}", 400, ErrorCodes.ValidationFailed)]
    [InlineData("", 400, ErrorCodes.BadRequest)]
    [InlineData("?query={catalogs{name}}&variables=x", 400, ErrorCodes.BadRequest)]
    [InlineData("?query={catalogs{name}}&variables=[]", 400, ErrorCodes.BadRequest)]
    [InlineData("?query={catalogs{name}}&extensions=1", 400, ErrorCodes.BadRequest)]
    public async Task Queries_can_be_sent_by_get(string parameters, int status, string? code)
    {
        using var response = await SendAsync(HttpMethod.Get, "/graphql" + parameters, null, New);
        Assert.Equal((status, code), ((int)response.StatusCode, await CodeAsync(response)));
        if (status == 405)
            Assert.Equal("POST", string.Join(", ", response.Content.Headers.Allow));
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_not_allowed(string method)
    {
        using var response = await SendAsync(new(method), "/graphql", Good, New);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "GET, POST", ErrorCodes.MethodNotAllowed), (response.StatusCode, string.Join(", ", response.Content.Headers.Allow), await CodeAsync(response)));
    }

    [Theory]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("Application/JSON", 200)]
    [InlineData("application/json; charset=utf-16", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/graphql", 415)]
    [InlineData(null, 415)]
    public async Task The_body_is_json(string? contentType, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Good)) };
        if (contentType is not null)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(status, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_that_is_too_large_is_refused(bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(Good + new string(' ', 2000), Encoding.UTF8, Old) };
        request.Headers.TransferEncodingChunked = isChunked;
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, ErrorCodes.BodyTooLarge), (response.StatusCode, await CodeAsync(response)));
    }

    [Fact]
    public async Task A_malformed_authorization_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = new StringContent(Good, Encoding.UTF8, Old) };
        request.Headers.TryAddWithoutValidation("Authorization", "Basic x y");
        using var response = await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Unauthorized, ErrorCodes.InvalidCredentials), (response.StatusCode, await CodeAsync(response)));
    }

    [Fact]
    public async Task Browsers_on_other_sites_may_ask()
    {
        using var response = await SendAsync(HttpMethod.Options, "/graphql", null, null);
        Assert.Equal((HttpStatusCode.NoContent, "*", "GET, POST"), (response.StatusCode, response.Headers.GetValues("Access-Control-Allow-Origin").Single(), response.Headers.GetValues("Access-Control-Allow-Methods").Single()));
    }

    [Fact]
    public async Task The_schema_is_served_once_to_each_client()
    {
        using var response = await SendAsync(HttpMethod.Get, "/graphql/schema.graphql", null, null);
        Assert.Equal(Azul.GraphSchema.GraphSchemas.Print([new ToyPlugin()]), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var tag = response.Headers.ETag!;
        using var again = new HttpRequestMessage(HttpMethod.Get, "/graphql/schema.graphql");
        again.Headers.IfNoneMatch.Add(tag);
        using var unchanged = await host.Client.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotModified, tag), (unchanged.StatusCode, unchanged.Headers.ETag));
    }

    [Fact]
    public async Task There_is_a_user_interface_with_a_policy_of_its_own()
    {
        using var redirect = await SendAsync(HttpMethod.Get, "/graphql/ui", null, null);
        Assert.Equal((HttpStatusCode.Found, "/graphql/ui/"), (redirect.StatusCode, redirect.Headers.Location!.ToString()));
        using var page = await SendAsync(HttpMethod.Get, "/graphql/ui/", null, null);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        using var missing = await SendAsync(HttpMethod.Get, "/graphql/ui/nothing.js", null, null);
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        using var outside = await SendAsync(HttpMethod.Get, "/graphql/ui/..%2f..%2fAzul.Tests.dll", null, null);
        Assert.Equal(HttpStatusCode.NotFound, outside.StatusCode);
        Assert.Contains("default-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        using var answer = await SendAsync(HttpMethod.Post, "/graphql", Good, New);
        Assert.DoesNotContain("unsafe", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body, string? accept)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(Old));
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        return await host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> CodeAsync(HttpResponseMessage response)
    {
        var answer = JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        return answer.TryGetProperty("errors", out var errors) ? errors[0].Code() : null;
    }
}
