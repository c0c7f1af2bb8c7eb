using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class ElasticsearchLeasesTests : LeasesContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Newest, ToyRepository.Catalogs(new ToyPlugin(), catalogs), time);
}

public sealed class ElasticsearchLeasesOn8Tests : LeasesContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Oldest, ToyRepository.Catalogs(new ToyPlugin(), catalogs), time);
}
