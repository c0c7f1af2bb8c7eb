using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class Elasticsearch8SearchTests(EmptiedIndex shared) : EntitySearchContract, IClassFixture<EmptiedIndex>
{
    // Each asks the server for hundreds of counts.
    protected override int Rounds => 25;

    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        shared.OpenAsync(ElasticsearchServer.Oldest, ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
