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

    [Fact]
    public async Task Terms_that_do_not_fit_into_an_answer_are_got_page_by_page()
    {
        await using var server = ElasticsearchServer.OfOnesOwn("search.max_buckets=24");
        await CheckAsync(server);
    }

    private static async Task CheckAsync(ElasticsearchServer server)
    {
        var catalogs = ToyRepository.Catalogs(new ToyPlugin(), "toys");
        await using var embedded = await EmbeddedIndex.OpenAsync(catalogs);
        await using var elasticsearch = await ElasticsearchIndex.OpenAsync(server, catalogs);
        var differences = await new DifferentialCheck(Seed.Value, embedded, elasticsearch).RunAsync(Queries, TestContext.Current.CancellationToken);
        Assert.True(differences.Count == 0, $"{differences.Count} of {Queries} queries are answered differently:\n{string.Join('\n', differences)}");
    }
}
