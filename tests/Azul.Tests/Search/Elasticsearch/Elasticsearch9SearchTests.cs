using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class Elasticsearch9SearchTests : EntitySearchContract
{
    // Each asks the server some ten times.
    protected override int Rounds => 50;

    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Newest, ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
