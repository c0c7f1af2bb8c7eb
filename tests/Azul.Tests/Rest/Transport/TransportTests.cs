using System.IO.Compression;
using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Transport;

/// <summary>Parameters, headers and bodies (<c>spec/service.md</c> §8).</summary>
public sealed class TransportTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    private static readonly (string, string) Json = ("Content-Type", "application/json");

    private RestServer Server => catalogs.Server;

    [Fact]
    public async Task Of_a_repeated_parameter_the_last_counts()
    {
        var answer = await RestAnswer.GetAsync(Server, "/index/files?catalog=nope&size=1&catalog=test&size=2");

        Assert.Equal(2, answer.Pagination["count"].AsLong);
    }

    [Theory]
    [InlineData("+5")]
    [InlineData("%2B5")]
    [InlineData("%205%20")]
    [InlineData("05")]
    [InlineData("0_5")]
    [InlineData("%D9%A5")]
    public async Task A_size_may_be_written_in_odd_ways(string size) =>
        Assert.Equal(5, (await RestAnswer.GetAsync(Server, $"/index/files?size={size}")).Pagination["size"].AsLong);

    [Fact]
    public async Task One_slash_at_the_end_means_nothing_and_stays_in_links()
    {
        var answer = await RestAnswer.GetAsync(Server, "/index/files/?size=1");

        Assert.StartsWith($"{Server.Address.GetLeftPart(UriPartial.Authority)}/index/files/?catalog=test&filters=%7B%7D&search_after=", answer.Pagination["next"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_write_spaces_as_plus_and_name_all_parameters_in_order()
    {
        var answer = await RestAnswer.GetAsync(Server, "/index/files?size=1&order=desc&sort=fileSize&filters={%22organ%22:{%22is%22:[%22a%20b%22,null]}}");

        var next = (await RestAnswer.GetAsync(Server, "/index/files?size=1&order=desc&sort=fileSize")).Pagination["next"].AsString;
        Assert.Equal(["catalog", "filters", "search_after", "sort", "order", "size"], new Uri(next).Query[1..].Split('&').Select(p => p.Split('=')[0]));
        Assert.Contains("%2C+%22", next, StringComparison.Ordinal);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("/foo")]
    [InlineData("/")]
    [InlineData("/index")]
    [InlineData("/index/")]
    [InlineData("/index/files/a/b")]
    [InlineData("/index//files")]
    [InlineData("/robots.txt")]
    public async Task An_unknown_path_is_answered_as_by_the_gateway_of_the_original(string path)
    {
        var answer = await RestAnswer.GetAsync(Server, path);

        Assert.Equal((403, """{"message":"Missing Authentication Token"}"""), (answer.Status, answer.Text));
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
    }

    [Theory]
    [InlineData("/health/basic")]
    [InlineData("/index/files?size=1")]
    [InlineData("/index/files?size=0")]
    public async Task Every_answer_has_the_security_headers_and_those_for_browsers(string url)
    {
        var headers = (await RestAnswer.GetAsync(Server, url)).Headers;

        Assert.Equal("default-src 'self'", headers["Content-Security-Policy"]);
        Assert.Equal("strict-origin-when-cross-origin", headers["Referrer-Policy"]);
        Assert.Equal("max-age=63072000; includeSubDomains; preload", headers["Strict-Transport-Security"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("DENY", headers["X-Frame-Options"]);
        Assert.Equal("1; mode=block", headers["X-XSS-Protection"]);
        Assert.Equal("*", headers["Access-Control-Allow-Origin"]);
        Assert.Equal("no-store", headers["Cache-Control"]);
        Assert.Equal("application/json", headers["Content-Type"]);
        Assert.False(headers.ContainsKey("Server"));
    }

    [Theory]
    [InlineData("/index/files", "GET,POST,HEAD,OPTIONS")]
    [InlineData("/index/summary", "GET,OPTIONS")]
    [InlineData("/version", "GET,OPTIONS")]
    public async Task A_preflight_is_answered_with_the_methods_for_browsers(string path, string methods)
    {
        var answer = await RestAnswer.SendAsync(Server, "OPTIONS", path, null);

        Assert.Equal((200, "", methods), (answer.Status, answer.Text, answer.Headers["Access-Control-Allow-Methods"]));
        Assert.Equal("Authorization,Content-Type,X-Amz-Date,X-Amz-Security-Token,X-Api-Key", answer.Headers["Access-Control-Allow-Headers"]);
    }

    [Theory]
    [InlineData("DELETE", "/index/files")]
    [InlineData("POST", "/index/summary")]
    [InlineData("HEAD", "/version")]
    [InlineData("POST", "/index/files/2b79abcd-1234-4abc-8abc-1234567890ab")]
    public async Task A_method_that_an_endpoint_has_not_is_refused(string method, string path)
    {
        var answer = await RestAnswer.SendAsync(Server, method, path, null);

        Assert.Equal(405, answer.Status);
        Assert.EndsWith("OPTIONS", answer.Headers["Allow"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/index/files?size=1", 200)]
    [InlineData("/index/files?size=0", 400)]
    [InlineData("/index/summary", 200)]
    public async Task HEAD_has_the_status_and_no_body(string url, int status)
    {
        var answer = await RestAnswer.SendAsync(Server, "HEAD", url, null);

        Assert.Equal((status, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Parameters_may_be_in_the_body()
    {
        var answer = await RestAnswer.SendAsync(Server, "POST", "/index/files", """{"size": 2, "sort": "fileSize", "filters": "{\"fileSize\":{\"within\":[[0,99999999999]]}}"}""", Json);

        Assert.Equal((200, 2L, "fileSize"), (answer.Status, answer.Pagination["size"].AsLong, answer.Pagination["sort"].AsString));
    }

    [Theory]
    [InlineData("null", 200, null)]
    [InlineData("", 400, "Error Parsing JSON")]
    [InlineData("{", 400, "Error Parsing JSON")]
    [InlineData("[]", 400, "Request body is not a JSON object")]
    [InlineData("""{"catalog":"test"}""", 400, "Conflicting keys between body and query parameters")]
    [InlineData("""{"foo":1}""", 400, "Unknown query parameter `foo`")]
    [InlineData("""{"filters":{}}""", 400, "Invalid value for `filters`")]
    [InlineData("""{"filters":null}""", 400, "Invalid value for `filters`")]
    [InlineData("""{"size":null}""", 400, "Invalid value for parameter `size`")]
    [InlineData("""{"sort":5}""", 400, "Unknown field `5`")]
    [InlineData("""{"sort":[]}""", 400, "Invalid value for `sort`")]
    [InlineData("""{"order":null}""", 400, "Unknown order `None`. Must be one of ('asc', 'desc')")]
    [InlineData("""{"search_after":["a","b"]}""", 400, "Invalid value for `search_after`")]
    public async Task A_body_is_checked_like_the_query(string body, int status, string? message)
    {
        var answer = await RestAnswer.SendAsync(Server, "POST", "/index/files?catalog=test", body, Json);

        Assert.Equal((status, message), (answer.Status, answer.Message));
    }

    [Fact]
    public async Task A_catalog_in_the_body_must_be_text() =>
        Assert.Equal("Invalid value for `catalog`", (await RestAnswer.SendAsync(Server, "POST", "/index/files", """{"catalog":5}""", Json)).Message);

    [Fact]
    public async Task A_body_without_content_type_is_ignored() =>
        Assert.Equal(200, (await RestAnswer.SendAsync(Server, "POST", "/index/files", "what is this")).Status);

    [Theory]
    [InlineData("GET", "text/plain", 415)]
    [InlineData("POST", "application/x-www-form-urlencoded", 415)]
    [InlineData("GET", "application/json; charset=utf-8", 200)]
    [InlineData("GET", "*/*", 200)]
    public async Task A_content_type_other_than_JSON_is_refused(string method, string type, int status)
    {
        var answer = await RestAnswer.SendAsync(Server, method, "/index/files?size=1", null, ("Content-Type", type));

        Assert.Equal(status, answer.Status);
        if (status == 415)
            Assert.Equal($$"""{"Code":"UnsupportedMediaType","Message":"Unsupported media type: {{type}}"}""", answer.Text);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_refused()
    {
        var body = $$"""{"filters":"{}","sort":"{{new string('x', 7_000_000)}}"}""";

        Assert.Equal(413, (await RestAnswer.SendAsync(Server, "POST", "/index/files", body, Json)).Status);
    }

    [Theory]
    [InlineData(8192, 400)]
    [InlineData(8193, 413)]
    [InlineData(30000, 413)]
    public async Task A_URL_that_is_too_long_is_refused(int length, int status)
    {
        var url = "/index/files?sort=";

        Assert.Equal(status, (await RestAnswer.GetAsync(Server, url + new string('x', length - url.Length))).Status);
    }

    [Theory]
    [InlineData("gzip", true)]
    [InlineData("br, gzip;q=0.5", true)]
    [InlineData("*", true)]
    [InlineData("identity", false)]
    [InlineData("gzip;q=0, *", false)]
    [InlineData(";;;", false)]
    public async Task The_body_is_compressed_if_the_client_takes_that(string accepted, bool isCompressed)
    {
        using var request = Server.Request("GET", "/index/files?size=5");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await Server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        Assert.Equal(isCompressed, response.Content.Headers.ContentEncoding.Contains("gzip"));
        using var plain = new StreamReader(isCompressed ? new GZipStream(body, CompressionMode.Decompress) : body);
        var expected = await RestAnswer.GetAsync(Server, "/index/files?size=5");
        Assert.Equal(expected.Text, await plain.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Basic xyz")]
    [InlineData("Bearer")]
    [InlineData("Bearer a b")]
    [InlineData("")]
    public async Task A_malformed_authorization_is_refused_everywhere(string header)
    {
        foreach (var url in new[] { "/index/files", "/health/basic", "/version", "/openapi", "/index/catalogs", "/foo" })
        {
            var answer = await RestAnswer.GetAsync(Server, url, ("Authorization", header));

            Assert.Equal((401, "UnauthorizedError", header), (answer.Status, answer.Body["Code"].AsString, answer.Message));
            Assert.Equal("*", answer.Headers["Access-Control-Allow-Origin"]);
        }
    }

    [Theory]
    [InlineData("/index/files", 401)]
    [InlineData("/index/summary", 401)]
    [InlineData("/index/catalogs", 200)]
    [InlineData("/health/basic", 200)]
    public async Task An_unknown_token_matters_where_sources_do(string url, int status)
    {
        var answer = await RestAnswer.GetAsync(Server, url, ("Authorization", "Bearer with:colon"));

        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task Forwarded_headers_of_a_proxy_that_is_not_trusted_are_ignored()
    {
        var answer = await RestAnswer.GetAsync(Server, "/index/files?size=1", ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "example.org"));

        Assert.StartsWith(Server.Address.GetLeftPart(UriPartial.Authority) + "/", answer.Pagination["next"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_start_with_the_host_that_was_asked()
    {
        var answer = await RestAnswer.GetAsync(Server, "/index/files?size=1", ("Host", "example.org"));

        Assert.StartsWith("http://example.org/index/files?", answer.Pagination["next"].AsString, StringComparison.Ordinal);
    }
}
