using System.Diagnostics;
using System.Net;
using Azul.Indexer.Queues;
using Azul.Tests.Docs;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Hosting;

public sealed class EmbeddedWebhookTests : IAsyncLifetime
{
    private const string Notification = """{"transaction_id":"1","bundle_fqid":{"uuid":"b2216048-7eaa-45f4-8077-5a3fb4204953","version":"2018-03-29T10:40:41.822717Z"}}""";
    private const string Unknown = """{"message":"Missing Authentication Token"}""";

    private readonly RunningGateway gateway = new(["--Azul:IndexOnStart", "false", "--Azul:Indexer:Webhook:Key", "secret", "--Azul:Indexer:Webhook:KeyId", "id"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IWorkQueues Queues => gateway.Services.GetRequiredService<IWorkQueues>();

    public async ValueTask InitializeAsync()
    {
        await gateway.InitializeAsync();
        await Queues.SetEnabledAsync(false, Cancellation);
        await gateway.Services.GetRequiredService<Azul.Indexer.Work.IndexingSwitch>().RefreshAsync(Cancellation);
    }

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("add")]
    [InlineData("delete")]
    public async Task The_gateway_queues_notifications(string action)
    {
        var (status, body) = await PostAsync($"/sample/{action}");
        Assert.Equal((HttpStatusCode.Accepted, ""), (status, body));
        Assert.Contains($"\"action\":\"{action}\"", Assert.Single(await QueuedAsync()).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_signature_is_checked() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync("/sample/add", key: "other")).Status);

    [Theory]
    [InlineData("/sample/reindex")]
    [InlineData("/sample/explode")]
    [InlineData("/Sample/add")]
    public async Task Signed_requests_for_what_the_hook_does_not_know_are_a_400(string path)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(path)).Status);
        Assert.Empty(await QueuedAsync());
    }

    [Theory]
    [InlineData("POST", "/sample/explode")]
    [InlineData("GET", "/sample/add")]
    [InlineData("DELETE", "/sample/delete")]
    [InlineData("POST", "/sample/add/1")]
    [InlineData("POST", "/manifest/add")]
    [InlineData("POST", "/repository/delete")]
    public async Task Other_paths_stay_unknown(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        var response = await gateway.Client.SendAsync(request, Cancellation);
        Assert.Equal((HttpStatusCode.Forbidden, Unknown), (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation)));
    }

    [Theory]
    [InlineData("/index/projects", HttpStatusCode.BadRequest)]
    [InlineData("/health/delete", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/index/add", HttpStatusCode.BadRequest)]
    [InlineData("/graphql/ui", HttpStatusCode.MethodNotAllowed)]
    public async Task Paths_of_the_gateway_win_over_the_hook(string path, HttpStatusCode expected)
    {
        Assert.Equal(expected, (await PostAsync(path)).Status);
        Assert.Empty(await QueuedAsync());
    }

    [Fact]
    public async Task The_request_of_the_README_is_taken()
    {
        var script = Markdown.Blocks("README.md").Single(b => b.Language == "bash").Text
            .Replace("http://localhost:5000", $"{gateway.Client.BaseAddress}".TrimEnd('/'), StringComparison.Ordinal)
            .Replace("keyid=\"notifier\"", "keyid=\"id\"", StringComparison.Ordinal);
        Assert.SkipWhen(OperatingSystem.IsWindows() || !File.Exists("/usr/bin/openssl") || !File.Exists("/usr/bin/curl"), "There is no bash, openssl or curl to run it with");
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Assert.StartsWith("HTTP/1.1 202 ", await bash.StandardOutput.ReadToEndAsync(Cancellation), StringComparison.Ordinal);
        Assert.Contains("2d9a0a5a-8b8c-4c3f-9c46-3f0d2b9e2a11", Assert.Single(await QueuedAsync()).Body, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Body)> PostAsync(string path, string key = "secret")
    {
        using var request = SignedNotification.Post(path, Notification, key, "id", TimeProvider.System.GetUtcNow());
        var response = await gateway.Client.SendAsync(request, Cancellation);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<List<QueuedMessage>> QueuedAsync()
    {
        var messages = new List<QueuedMessage>();
        await foreach (var message in Queues.BrowseAsync(WorkQueue.Notifications, Cancellation))
            messages.Add(message);
        return messages;
    }
}
