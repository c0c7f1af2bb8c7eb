using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Search.Embedded;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Differential;

/// <summary>Elasticsearch answers random queries about random documents as the embedded index does, which is simple enough to be believed. The long form is in the benchmarks.</summary>
public sealed class DifferentialTests
{
    private const int Queries = 50;

    [Fact]
    public Task Elasticsearch_9_answers_as_the_embedded_index_does() => CheckAsync(ElasticsearchServer.Newest);

    [Fact]
    public Task Elasticsearch_8_answers_as_the_embedded_index_does() => CheckAsync(ElasticsearchServer.Oldest);

    private static async Task CheckAsync(ElasticsearchServer server)
    {
        var catalogs = ToyRepository.Catalogs(new ToyPlugin(), "toys");
        await using var embedded = await EmbeddedIndex.OpenAsync(catalogs);
        await using var elasticsearch = await ElasticsearchIndex.OpenAsync(server, catalogs);
        var differences = await new DifferentialCheck(Seed.Value, embedded, elasticsearch).RunAsync(Queries, TestContext.Current.CancellationToken);
        Assert.True(differences.Count == 0, $"{differences.Count} of {Queries} queries are answered differently:\n{string.Join('\n', differences)}");
    }
}
