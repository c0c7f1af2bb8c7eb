using System.Net;
using System.Text;
using Azul.Indexer;
using Azul.Indexer.Queues;
using Azul.Indexer.Webhook;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Azul.Tests.Indexer;

public sealed class WebhookTests : IAsyncLifetime
{
    private const string Good = """{"transaction_id":"1","bundle_fqid":{"uuid":"b2216048-7eaa-45f4-8077-5a3fb4204953","version":"2018-03-29T10:40:41.822717Z","source":{"id":"a","spec":"b"}}}""";

    private readonly TemporaryFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private WebApplication app = null!;
    private HttpClient client = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore().AddLogging();
        builder.Configuration.AddInMemoryCollection([
            new("Azul:DataFolder", folder.Path), new("Azul:Indexer:Webhook:Key", "schlüssel"), new("Azul:Indexer:Webhook:KeyId", "id")]);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddWorkQueues(builder.Configuration.GetSection("Azul"));
        app = builder.Build();
        app.UseRouting();
        app.MapGet("/index/{type}", () => "literal");
        app.MapPost("/index/{type}", () => "literal");
        app.MapIndexingWebhook();
        await app.StartAsync(Cancellation);
        client = new() { BaseAddress = new(app.Urls.First()) };
    }

    [Theory]
    [InlineData("add")]
    [InlineData("delete")]
    public async Task A_good_notification_is_queued_word_for_word(string action)
    {
        var response = await PostAsync($"/dcp2/{action}", Good);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
        var message = Assert.Single(await QueuedAsync());
        Assert.Equal($$"""{"action":"{{action}}","catalog":"dcp2","notification":{{Good}}}""", message.Body);
    }

    [Theory]
    [InlineData("/dcp2/reindex", Good)]
    [InlineData("/dcp2/explode", Good)]
    [InlineData("/Dcp2/add", Good)]
    [InlineData("/dcp_2/add", Good)]
    [InlineData("/dcp2/add", "")]
    [InlineData("/dcp2/add", "[]")]
    [InlineData("/dcp2/add", "{\"bundle_fqid\"")]
    [InlineData("/dcp2/add", "{}")]
    [InlineData("/dcp2/add", """{"bundle_fqid":"x"}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"version":"1"}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":"b2216048-7eaa-45f4-8077-5a3fb4204953"}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":null,"version":"1"}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":"b2216048-7eaa-45f4-8077-5a3fb4204953","version":null}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":"{b2216048-7eaa-45f4-8077-5a3fb4204953}","version":"1"}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":"b22160487eaa45f480775a3fb4204953","version":"1"}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":"garbage","version":"1"}}""")]
    [InlineData("/dcp2/add", """{"bundle_fqid":{"uuid":"b2216048-7eaa-45f4-8077-5a3fb4204953","version":""}}""")]
    public async Task A_bad_notification_is_a_400_with_the_reason_and_is_not_queued(string path, string body)
    {
        var response = await PostAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("\"Code\":\"BadRequestError\"", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Empty(await QueuedAsync());
    }

    [Fact]
    public async Task A_bad_signature_is_looked_at_before_anything_else()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/dcp_2/explode", "garbage", key: "other")).StatusCode);
        Assert.Empty(await QueuedAsync());
    }

    [Theory]
    [InlineData("Signature", null)]
    [InlineData("Signature-Input", null)]
    [InlineData("Content-Digest", null)]
    [InlineData("Signature", "pyhms=:AAAA:")]
    [InlineData("Signature", "pyhms=:&&:")]
    [InlineData("Content-Digest", "sha-256=:AAAA:")]
    [InlineData("Content-Digest", "sha-512=:AAAA:")]
    [InlineData("Signature-Input", "pyhms=();created=1767225600;keyid=\"id\"")]
    [InlineData("Signature-Input", "pyhms=(\"@method\" \"@path\");created=1767225600;keyid=\"id\"")]
    [InlineData("Signature-Input", "pyhms=(\"@method\" \"@path\" \"content-digest\");keyid=\"id\"")]
    [InlineData("Signature-Input", "pyhms=(\"@method\" \"@path\" \"content-digest\");created=1767225600")]
    [InlineData("Signature-Input", "pyhms=(\"@method\" \"@path\" \"content-digest\");created=1767225600;keyid=\"id\";alg=\"none\"")]
    [InlineData("Signature-Input", "pyhms=(\"@method\" \"@path\" \"content-digest\");created=1767225600;keyid=\"id\", x=(\"@path\");created=1767225600")]
    public async Task A_signature_that_is_wrong_in_any_part_is_a_401(string header, string? value)
    {
        var response = await PostAsync("/dcp2/add", Good, change: request =>
        {
            request.Headers.Remove(header);
            request.Content!.Headers.Remove(header);
            if (value is not null)
                request.Headers.TryAddWithoutValidation(header, value);
        });
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Empty(await QueuedAsync());
    }

    [Fact]
    public async Task A_body_that_is_not_the_signed_one_is_a_401()
    {
        var response = await PostAsync("/dcp2/add", Good, change: r => r.Content = new StringContent(Good.Replace("2018", "2019", StringComparison.Ordinal), Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_signature_for_another_path_or_key_is_a_401()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/dcp2/add", Good, change: r => r.RequestUri = new("/dcp2/delete", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/dcp2/add", Good, keyId: "other")).StatusCode);
    }

    [Theory]
    [InlineData(299, HttpStatusCode.Accepted)]
    [InlineData(-299, HttpStatusCode.Accepted)]
    [InlineData(301, HttpStatusCode.Unauthorized)]
    [InlineData(-301, HttpStatusCode.Unauthorized)]
    public async Task A_signature_is_good_only_for_a_while(int seconds, HttpStatusCode expected)
    {
        var response = await PostAsync("/dcp2/add", Good, created: time.GetUtcNow().AddSeconds(seconds));
        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task A_body_that_is_too_long_is_a_413() =>
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync("/dcp2/add", new string(' ', (1 << 20) + 1))).StatusCode);

    [Fact]
    public async Task Literal_routes_win() =>
        Assert.Equal("literal", await (await PostAsync("/index/add", Good)).Content.ReadAsStringAsync(Cancellation));

    [Fact]
    public void The_signature_is_that_of_the_standard()
    {
        var request = new SignedRequest("POST", "/dcp2/add", "{}"u8.ToArray(), HttpSignature.DigestOf("{}"u8));
        var (input, signature) = HttpSignature.Sign(request, "secret", "key", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
        Assert.Equal("""pyhms=("@method" "@path" "content-digest");created=1700000000;keyid="key";alg="hmac-sha256" """.Trim(), input);
        Assert.Equal("sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:", request.ContentDigest);
        var text = "\"@method\": POST\n\"@path\": /dcp2/add\n\"content-digest\": sha-256=:RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o=:\n\"@signature-params\": " + input["pyhms=".Length..];
        var expected = Convert.ToBase64String(System.Security.Cryptography.HMACSHA256.HashData("secret"u8.ToArray(), Encoding.UTF8.GetBytes(text)));
        Assert.Equal($"pyhms=:{expected}:", signature);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
    }

    private async Task<HttpResponseMessage> PostAsync(
        string path, string body, string key = "schlüssel", string keyId = "id", DateTimeOffset? created = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = SignedNotification.Post(path, body, key, keyId, created ?? time.GetUtcNow());
        change?.Invoke(request);
        return await client.SendAsync(request, Cancellation);
    }

    private async Task<IReadOnlyList<QueuedMessage>> QueuedAsync()
    {
        var messages = new List<QueuedMessage>();
        await foreach (var message in app.Services.GetRequiredService<IWorkQueues>().BrowseAsync(WorkQueue.Notifications, Cancellation))
            messages.Add(message);
        return messages;
    }
}
