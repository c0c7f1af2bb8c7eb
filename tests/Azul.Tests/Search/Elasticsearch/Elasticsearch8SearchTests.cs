using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class Elasticsearch8SearchTests : EntitySearchContract
{
    // Each asks the server some ten times.
    protected override int Rounds => 50;

    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        ElasticsearchIndex.OpenAsync(ElasticsearchServer.Oldest, ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
