using Azul.Tests.Rest.Support;

namespace Azul.Tests.Rest.Transport;

/// <summary>What is refused, with the very texts that clients know (<c>spec/service.md</c> §10 and appendix D).</summary>
public sealed class RefusalTests(SampleCatalogs catalogs) : IClassFixture<SampleCatalogs>
{
    private const string Relations = "must be one of ('is', 'contains', 'within', 'intersects')";

    public static TheoryData<string, string> BadRequests => new()
    {
        { "/index/files?foo=bar", "Unknown query parameter `foo`" },
        { "/index/files?foo=1&bar=2&size=0", "Unknown query parameters `bar`, `foo`" },
        { "/index/summary?size=1", "Unknown query parameter `size`" },
        { "/index/files?catalog=", "('Catalog name is invalid', '')" },
        { "/index/files?catalog=foo%20", "('Catalog name is invalid', 'foo ')" },
        { "/index/files?catalog=a%27b", "('Catalog name is invalid', \"a'b\")" },
        { "/index/summary?catalog=Foo", "('Catalog name is invalid', 'Foo')" },
        { "/index/files?filters=", "The 'filters' parameter is not valid JSON" },
        { "/index/files?filters=%22", "The 'filters' parameter is not valid JSON" },
        { "/index/files?filters={'a':1}", "The 'filters' parameter is not valid JSON" },
        { "/index/files?filters=%22%22", "The `filters` parameter must be a dictionary" },
        { "/index/files?filters=null", "The `filters` parameter must be a dictionary" },
        { "/index/files?filters={%22bad-field%22:5}&sort=bad", "Unknown field `bad-field`" },
        { "/index/files?filters={%22a%22:NaN}", "Unknown field `a`" },
        { "/index/files?filters={%22specimens.document_id%22:{%22is%22:[]}}", "Unknown field `specimens.document_id`" },
        { "/index/files?filters={%22organ%22:[%22x%22]}", "The `filters` parameter entry for `organ` must be a single-item dictionary" },
        { "/index/files?filters={%22organ%22:{%22is%22:[],%22within%22:[]}}", "The `filters` parameter entry for `organ` must be a single-item dictionary" },
        { "/index/files?filters={%22organ%22:{%22was%22:%22x%22}}", $"The relation in the `filters` parameter entry for `organ` {Relations}" },
        { "/index/files?filters={%22organ%22:{%22is_not%22:[]}}", $"The relation in the `filters` parameter entry for `organ` {Relations}" },
        { "/index/files?filters={%22sourceId%22:{%22within%22:[]}}", "The relation in the `filters` parameter entry for `sourceId` must be one of ('is',)" },
        { "/index/files?filters={%22organ%22:{%22is%22:%22x%22}}", "The value of the `is` relation in the `filters` parameter entry for `organ` is not a list" },
        { "/index/files?filters={%22organ%22:{%22is%22:[[%22x%22]]}}", "The value of the `is` relation in the `filters` parameter entry for `organ` is invalid" },
        { "/index/projects?filters={%22sourceId%22:{%22is%22:[null]}}", "The `sourceId` field does not support null values" },
        { "/index/projects?filters={%22accessible%22:{%22is%22:[null]}}", "The `accessible` field does not support null values" },
        { "/index/files?filters={%22accessions%22:{%22within%22:[]}}", "The field `accessions` can only be filtered by the `is` relation" },
        { "/index/files?filters={%22accessions%22:{%22is%22:[]}}", "The value of the `is` relation in the `filters` parameter entry for `accessions` is not a single-item list" },
        { "/index/files?filters={%22accessions%22:{%22is%22:[null]}}", "The value of the `is` relation in the `filters` parameter entry for `accessions` must contain a dictionary" },
        { "/index/files?filters={%22accessions%22:{%22is%22:[{%22foo%22:1}]}}", "The value of the `is` relation in the `filters` parameter entry for `accessions` has invalid properties `{'foo'}`" },
        { "/index/files?filters={%22organismAge%22:{%22is%22:[{}]}}", "A dictionary with entries for `value` and `unit` is required" },
        { "/index/files?filters={%22organismAge%22:{%22is%22:[{%22value%22:%221%22,%22unit%22:null,%22x%22:1}]}}", "A dictionary with exactly two entries is required" },
        { "/index/files?filters={%22organismAge%22:{%22is%22:[{%22value%22:null,%22unit%22:%22weeks%22}]}}", "The `value` entry must not be null" },
        { "/index/files?filters={%22organismAge%22:{%22is%22:[{%22value%22:%22%22,%22unit%22:null}]}}", "The `value` entry must not be empty" },
        { "/index/files?filters={%22organismAge%22:{%22is%22:[{%22value%22:%221%22,%22unit%22:5}]}}", "The `unit` entry must be a string" },
        { "/index/files?filters={%22organismAge%22:{%22is%22:[{%22value%22:%221%202%22,%22unit%22:null}]}}", "The `value` entry must not contain space characters" },
        { "/index/summary?filters={%22organismAge%22:{%22is%22:[%2220%20year%22]}}", "Invalid value for `filters`" },
        { "/index/files?size=", "Invalid value for parameter `size`" },
        { "/index/files?size=foo", "Invalid value for parameter `size`" },
        { "/index/files?size=1__0", "Invalid value for parameter `size`" },
        { "/index/files?size=1001", "Invalid value for parameter `size`, must not be greater than 1000" },
        { "/index/projects?size=101", "Invalid value for parameter `size`, must not be greater than 100" },
        { "/index/files?size=0", "Invalid value for parameter `size`, must be greater than 0" },
        { "/index/files?order=foo&sort=foo", "Unknown order `foo`. Must be one of ('asc', 'desc')" },
        { "/index/files?order=ASC", "Unknown order `ASC`. Must be one of ('asc', 'desc')" },
        { "/index/files?sort=accessible", "Unknown field `accessible`" },
        { "/index/files?sort=", "Unknown field ``" },
        { "/index/files?search_after=%22", "The 'search_after' parameter is not valid JSON" },
        { "/index/files?search_before=[a,b]", "The 'search_before' parameter is not valid JSON" },
        { "/index/files?search_after=[1,%22a%22]&search_before=[1,%22a%22]", "Only one of search_after or search_before may be set" },
        { "/index/spiders", "Entity type 'spiders' is invalid for catalog 'test'. Must be one of {'bundles', 'files', 'projects', 'samples'}." },
        { "/index/spiders?size=5", "Entity type 'spiders' is invalid for catalog 'test'. Must be one of {'bundles', 'files', 'projects', 'samples'}." },
        { "/index/cell_suspensions", "Entity type 'cell_suspensions' is invalid for catalog 'test'. Must be one of {'bundles', 'files', 'projects', 'samples'}." },
        { "/index/a%2Fb", "Entity type 'a/b' is invalid for catalog 'test'. Must be one of {'bundles', 'files', 'projects', 'samples'}." },
        { "/index/..", "Entity type '..' is invalid for catalog 'test'. Must be one of {'bundles', 'files', 'projects', 'samples'}." },
        { "/index/files?catalog=toys", "Entity type 'files' is invalid for catalog 'toys'. Must be one of {'books', 'libraries'}." },
        { "/index/files/FOO", "'FOO' is not a valid UUID." },
        { "/index/files/00000000-0000-0000-0000-000000000000", "(\"'00000000-0000-0000-0000-000000000000' is not a valid UUID.\", 'Not a valid RFC-4122 UUID (undefined version None).')" },
        { "/index/files/2b79abcd-1234-7abc-8abc-1234567890ab", "(\"'2b79abcd-1234-7abc-8abc-1234567890ab' is not a valid UUID.\", 'Not a valid RFC-4122 UUID (undefined version 7).')" },
    };

    /// <summary>Where the original fails (<c>spec/service.md</c> §10.2).</summary>
    public static TheoryData<string> FailuresOfTheOriginal =>
    [
        "/index/files?filters={%22fileSize%22:{%22contains%22:[[0,1]]}}",
        "/index/files?filters={%22organ%22:{%22intersects%22:[[%22a%22,%22b%22]]}}",
        "/index/files?filters={%22fileSize%22:{%22within%22:[0]}}",
        "/index/files?filters={%22fileSize%22:{%22within%22:[[0]]}}",
        "/index/files?filters={%22fileSize%22:{%22is%22:[%22a%22]}}",
        "/index/files?filters={%22fileSize%22:{%22is%22:[NaN]}}",
        "/index/files?filters={%22organ%22:{%22is%22:[NaN]}}",
        "/index/files?filters={%22pairedEnd%22:{%22is%22:[%22true%22]}}",
        "/index/files?filters={%22pairedEnd%22:{%22within%22:[[true,true]]}}",
        "/index/files?filters={%22organismAgeRange%22:{%22is%22:[0]}}",
        "/index/files?filters={%22organismAgeRange%22:{%22within%22:[[5,1]]}}",
        "/index/files?filters={%22submissionDate%22:{%22is%22:[%222018%22]}}",
        "/index/files?filters={%22submissionDate%22:{%22within%22:[[0,1]]}}",
        "/index/files?filters={%22bundleVersion%22:{%22is%22:[%22x%22]}}",
        "/index/projects?filters={%22accessible%22:{%22is%22:[%22x%22]}}",
        "/index/files?filters={%22accessible%22:{%22is%22:[{}]}}",
        "/index/files?sort=assayType",
        "/index/files?sort=organismAgeRange",
        "/index/files?sort=accessions",
        "/index/files?sort=tissueAtlas",
        "/index/files?search_after=[]",
        "/index/files?search_after={}",
        "/index/files?search_after=null",
        "/index/files?search_after=[%22a%22,1]",
        "/index/files?search_after=[{},%22a%22]",
        "/index/files?sort=fileSize&search_after=[%22x%22,%22a%22]",
    ];

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task A_bad_request_is_refused_with_the_text_that_clients_know(string url, string message)
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, url);

        Assert.Equal($$"""{"Code":"BadRequestError","Message":{{System.Text.Json.JsonSerializer.Serialize(message, Relaxed)}}}""", answer.Text);
        Assert.Equal(400, answer.Status);
    }

    [Theory]
    [MemberData(nameof(FailuresOfTheOriginal))]
    public async Task What_the_original_fails_on_is_refused(string url)
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, url);

        Assert.Equal(400, answer.Status);
        Assert.Equal("BadRequestError", answer.Body["Code"].AsString);
    }

    [Theory]
    [InlineData("/index/files?catalog=foo", 404, "NotFoundError", "Catalog name 'foo' does not exist. Must be one of {'test', 'toys'}.")]
    [InlineData("/index/files/2b79abcd-1234-4abc-8abc-1234567890ab", 404, "NotFoundError", "Can't find an entity in files with an uuid, 2b79abcd-1234-4abc-8abc-1234567890ab.")]
    [InlineData("/index/files?filters={%22sourceId%22:{%22is%22:[%22x%22]}}", 403, "ForbiddenError", "('Cannot filter by inaccessible sources', {'x'})")]
    [InlineData("/index/summary?filters={%22sourceId%22:{%22is%22:[%22x%22]}}", 403, "ForbiddenError", "('Cannot filter by inaccessible sources', {'x'})")]
    [InlineData("/health/cached?catalog=toys", 404, "NotFoundError", "('Health is only cached for default catalog', 'toys', 'test')")]
    public async Task Other_refusals_have_their_own_status(string url, int status, string code, string message)
    {
        var answer = await RestAnswer.GetAsync(catalogs.Server, url);

        Assert.Equal((status, code, message), (answer.Status, answer.Body["Code"].AsString, answer.Message));
    }

    private static System.Text.Json.JsonSerializerOptions Relaxed { get; } = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
