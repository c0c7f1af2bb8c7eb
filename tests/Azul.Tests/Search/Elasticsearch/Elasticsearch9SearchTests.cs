using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

public sealed class Elasticsearch9SearchTests(EmptiedIndex shared) : EntitySearchContract, IClassFixture<EmptiedIndex>
{
    // Each asks the server for hundreds of counts.
    protected override int Rounds => 25;

    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        shared.OpenAsync(ElasticsearchServer.Newest, ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
