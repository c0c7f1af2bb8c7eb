using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch.Requests;

/// <summary>One operation is one request to the index, whatever it asks. A thousand of them are in the benchmarks. Tests beside these would be counted too.</summary>
[Collection(nameof(RequestTests))]
[CollectionDefinition(nameof(RequestTests), DisableParallelization = true)]
public sealed class RequestTests
{
    private const int Operations = 40;

    [Fact]
    public async Task A_GraphQL_operation_is_one_request() => AssertOneEach(await RequestCheck.GraphQLAsync(ElasticsearchServer.Newest, Operations, Seed.Value));

    [Fact]
    public async Task A_REST_request_is_one_request() => AssertOneEach(await RequestCheck.RestAsync(ElasticsearchServer.Newest, Operations, Seed.Value));

    private static void AssertOneEach(IReadOnlyDictionary<long, int> counts) => Assert.Equal([KeyValuePair.Create(1L, Operations)], counts);
}
