using System.Diagnostics;
using System.Text;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch;
using Azul.Tests.Doubles;
using Azul.Tests.Doubles.Faults;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Elasticsearch;

/// <summary>How the store behaves where the server cannot be trusted, does not trust it, or does not do what it should.</summary>
public sealed class ConnectionTests : IAsyncLifetime
{
    private const string Catalog = "toys";

    private ElasticsearchOptions options = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await ElasticsearchServer.Newest.StartAsync();
        options = ElasticsearchServer.Newest.Options();
    }

    public async ValueTask DisposeAsync() => await ElasticsearchIndex.DeleteAsync(ElasticsearchServer.Newest.Options() with { Prefix = options.Prefix });

    [Fact]
    public async Task A_key_is_sent_with_every_request()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint, "ApiKey c2VjcmV0");
        await WorksAsync(options with { Nodes = [proxy.Address], ApiKey = "c2VjcmV0" });
        await RefusedAsync("STORE_DENIED", options with { Nodes = [proxy.Address], ApiKey = "b3RoZXI=" });
    }

    [Fact]
    public async Task A_password_is_sent_with_every_request()
    {
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes("azul:päss:word"));
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint, $"Basic {basic}");
        await WorksAsync(options with { Nodes = [proxy.Address], Username = "azul", Password = "päss:word" });
        await RefusedAsync("STORE_DENIED", options with { Nodes = [proxy.Address] });
    }

    [Fact]
    public async Task Only_the_authority_that_is_pinned_is_trusted()
    {
        using var authority = new CertificateAuthority();
        using var stranger = new CertificateAuthority();
        using var certificate = authority.Certify("localhost");
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint, certificate: certificate);
        var hasty = options with { Nodes = [proxy.Address], Retries = 0 };
        await WorksAsync(hasty with { CertificateAuthority = authority.PemFile });
        await RefusedAsync("STORE_UNREACHABLE", hasty with { CertificateAuthority = stranger.PemFile });
        await RefusedAsync("STORE_UNREACHABLE", hasty);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_refused()
    {
        using var authority = new CertificateAuthority();
        using var certificate = authority.Certify("elsewhere");
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint, certificate: certificate);
        await RefusedAsync("STORE_UNREACHABLE", options with { Nodes = [proxy.Address], Retries = 0, CertificateAuthority = authority.PemFile });
    }

    [Fact]
    public async Task Compressed_requests_and_answers_are_understood()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await WorksAsync(options with { Nodes = [proxy.Address], Compression = true });
    }

    [Fact]
    public async Task A_node_that_is_lost_is_replaced_by_another()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await WorksAsync(options with { Nodes = [new("http://127.0.0.1:9"), proxy.Address, ElasticsearchServer.Newest.Endpoint] });
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_request_that_is_refused_for_a_moment_is_sent_again(int status)
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address] });
        foreach (var path in new[] { "_bulk", "_search", "_mget", "_refresh" })
            proxy.Faults.Add(path, Fault.Status(status), times: 2);
        await WriteAndReadAsync(index);
    }

    [Fact]
    public async Task A_request_is_sent_again_only_after_the_time_that_the_server_asks_for()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address] });
        proxy.Faults.Add("_mget", Fault.Status(503, retryAfter: 1));
        var watch = Stopwatch.StartNew();
        await index.Store.ReadAggregateVersionsAsync(Catalog, [new(ToyPlugin.Books, "b1")], Cancellation);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(0.95), $"It took {watch.Elapsed}");
    }

    [Fact]
    public async Task A_write_whose_answer_is_lost_or_halved_is_done_once()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address] });
        proxy.Faults.Add("_bulk", proxy.AnswerLost);
        proxy.Faults.Add("_bulk", proxy.AnswerHalved);
        await WriteAndReadAsync(index);

        // Who does not know whether a version was written is told of a conflict, and reads it again.
        EntityReference book = new(ToyPlugin.Books, "b1");
        proxy.Faults.Add("_bulk", proxy.AnswerLost);
        var outcomes = await index.Store.WriteAggregatesAsync(Catalog, [new(book, ToyDocuments.Book("b1"), 0)], Cancellation);
        Assert.Equal(WriteStatus.Conflict, outcomes[0].Status);
        Assert.NotEqual([0L], await index.Store.ReadAggregateVersionsAsync(Catalog, [book], Cancellation));
    }

    [Fact]
    public async Task An_answer_that_never_comes_ends_in_time_and_an_error()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address], RequestTimeout = TimeSpan.FromSeconds(1), Retries = 1 });
        proxy.Faults.Add("_mget", Fault.Hang, times: 10);
        var error = await Assert.ThrowsAsync<StoreException>(() => index.Store.ReadAggregateVersionsAsync(Catalog, [new(ToyPlugin.Books, "b1")], Cancellation).WithPatience(Cancellation));
        Assert.Equal("STORE_UNREACHABLE", error.Code);
    }

    [Fact]
    public async Task A_caller_who_has_no_patience_gets_their_own_cancellation()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address] });
        proxy.Faults.Add("_mget", Fault.Hang, times: 10);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => index.Store.ReadAggregateVersionsAsync(Catalog, [new(ToyPlugin.Books, "b1")], impatient.Token));
    }

    [Fact]
    public async Task A_server_that_is_gone_is_not_asked_all_the_time_and_is_found_again()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address], Retries = 1 });
        proxy.Faults.Add("_mget", Fault.Status(503), times: 100_000);
        var before = proxy.Requests.Count;
        for (var i = 0; i < 100; i++)
            await Assert.ThrowsAsync<StoreException>(() => VersionAsync(index));
        Assert.InRange(proxy.Requests.Count - before, 1, 40);

        proxy.Faults.Clear();
        using var patience = Patience.Begin(Cancellation);
        while (await FailsAsync(index))
            await Task.Delay(50, patience.Token);
    }

    [Fact]
    public async Task A_request_that_is_too_large_is_sent_in_parts()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address] });
        proxy.Faults.Add("_bulk", Fault.Status(413), times: 3);
        await WriteAndReadAsync(index);
        Assert.True(proxy.Requests.Count(r => r.EndsWith("_bulk", StringComparison.Ordinal)) > 4);
    }

    [Fact]
    public async Task The_items_that_are_refused_for_a_moment_are_sent_again_and_no_others()
    {
        await using var proxy = await ElasticsearchProxy.StartAsync(ElasticsearchServer.Newest.Endpoint);
        await using var index = await OpenAsync(options with { Nodes = [proxy.Address] });
        proxy.Faults.Add("_bulk", Fault.Status(200, """
            {"items":[{"create":{"status":429,"error":{"type":"es_rejected_execution_exception","reason":"too many"}}},
                      {"create":{"status":400,"error":{"type":"document_parsing_exception","reason":"it is wrong"}}}]}
            """));
        var outcomes = await index.Store.WriteContributionsAsync(Catalog, [Contribution(1), Contribution(2)], Cancellation);
        Assert.Equal([WriteStatus.Created, WriteStatus.Failed], outcomes.Select(o => o.Status));
        Assert.Contains("it is wrong", outcomes[1].Error, StringComparison.Ordinal);
        Assert.Equal(1, (await index.Store.CountAsync(Catalog, Cancellation)).Contributions);
    }

    private static StoredContribution Contribution(int number) => new(
        new(ToyPlugin.Books, "b1"), new($"u{number:0000}", "v1"), new("s1", "spec"), false, Encoding.UTF8.GetBytes($$"""{"number":{{number}}}"""));

    private static Task<IndexUnderTest> OpenAsync(ElasticsearchOptions options) =>
        ElasticsearchIndex.OpenAsync(options, ToyRepository.Catalogs(new ToyPlugin(), [Catalog]));

    private static async Task WorksAsync(ElasticsearchOptions options)
    {
        await using var index = await OpenAsync(options);
        await WriteAndReadAsync(index);
    }

    private static async Task WriteAndReadAsync(IndexUnderTest index)
    {
        var outcomes = await index.Store.WriteContributionsAsync(Catalog, [.. Enumerable.Range(0, 50).Select(Contribution)], Cancellation);
        Assert.All(outcomes, o => Assert.True(o.Status is WriteStatus.Created or WriteStatus.Replaced, $"{o}"));
        var read = await index.Store.ReadContributionsAsync(Catalog, [new(ToyPlugin.Books, "b1")], Cancellation).ToListAsync(Cancellation);
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $$"""{"number":{{i}}}"""), read.Select(c => Encoding.UTF8.GetString(c.Contents.Span)));
        await VersionAsync(index);
    }

    private static async Task RefusedAsync(string code, ElasticsearchOptions options)
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => OpenAsync(options));
        Assert.Equal(code, error.Code);
    }

    private static Task<IReadOnlyList<long>> VersionAsync(IndexUnderTest index) => index.Store.ReadAggregateVersionsAsync(Catalog, [new(ToyPlugin.Books, "b1")], Cancellation);

    private static async Task<bool> FailsAsync(IndexUnderTest index)
    {
        try
        {
            await VersionAsync(index);
            return false;
        }
        catch (StoreException)
        {
            return true;
        }
    }
}
