using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class ElasticsearchStoreTests : DocumentStoreContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Newest, ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}

public sealed class ElasticsearchStoreOn8Tests : DocumentStoreContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Oldest, ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
