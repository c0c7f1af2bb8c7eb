using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class ElasticsearchGenerationsTests : GenerationsContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Newest, ToyRepository.Catalogs(new ToyPlugin(), catalogs), time);
}

public sealed class ElasticsearchGenerationsOn8Tests : GenerationsContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Oldest, ToyRepository.Catalogs(new ToyPlugin(), catalogs), time);
}
