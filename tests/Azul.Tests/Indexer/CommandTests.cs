using System.Text.Json;
using Azul.Indexer.Commands;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Help_names_every_command()
    {
        var (status, output, _) = await RunAsync("--help");
        Assert.Equal(0, status);
        Assert.All(new[] { "run", "reindex", "index-bundle", "queues", "enable", "disable", "generate" }, c => Assert.Contains($"\n  {c}", output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("explode")]
    [InlineData("reindex", "--nonsense")]
    [InlineData("queues", "dump", "nonsense")]
    [InlineData("queues", "requeue", "tallies")]
    [InlineData("run", "--config", "nonsense.json")]
    public async Task A_wrong_command_says_so_and_does_nothing(params string[] arguments)
    {
        var (status, output, error) = await RunAsync(arguments);
        Assert.Equal(CommandLine.Wrong, status);
        Assert.NotEqual("", error);
        Assert.Equal("", output);
    }

    [Theory]
    [InlineData("'reindx' is unknown; did you mean 'reindex'", "'--help' explains", "reindx")]
    [InlineData("'--catalog' is unknown; did you mean '--catalogs'", "'reindex --help' explains", "reindex", "--catalog", "mine")]
    [InlineData("'lst' is unknown; did you mean 'list'", "'queues --help' explains", "queues", "lst")]
    public async Task A_slip_of_the_keyboard_is_told_with_what_may_have_been_meant_and_not_buried_under_the_help(string hint, string help, params string[] arguments)
    {
        var (_, output, error) = await RunAsync(arguments);
        Assert.Contains(hint, error, StringComparison.Ordinal);
        Assert.Contains(help, error, StringComparison.Ordinal);
        Assert.DoesNotContain("Usage", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bundles_are_generated_queued_listed_and_purged()
    {
        var area = Path.Combine(folder.Path, "area");
        Assert.Equal(0, (await RunAsync("generate", area, "--bundles", "12", "--json")).Status);
        var configuration = GeneratedCatalog.Configure(folder.Path, area);

        Assert.Equal(0, (await RunAsync("reindex", "--no-wait", "--config", configuration)).Status);
        Assert.Equal(1, QueuedIn((await RunAsync("queues", "list", "--json", "--config", configuration)).Output));
        Assert.Contains("\\\"reindex\\\"", (await RunAsync("queues", "dump", "notifications", "--config", configuration)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("queues", "purge", "notifications", "--config", configuration)).Status);
        Assert.Equal(0, QueuedIn((await RunAsync("queues", "list", "--json", "--config", configuration)).Output));
        Assert.Contains("notifications_retry", (await RunAsync("queues", "list", "--config", configuration)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_switch_is_turned_off_and_on()
    {
        var configuration = GeneratedCatalog.Configure(folder.Path, folder.Path);
        Assert.Equal(0, (await RunAsync("disable", "--config", configuration)).Status);
        Assert.Contains("Indexing is disabled", (await RunAsync("queues", "list", "--config", configuration)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("enable", "--config", configuration)).Status);
        Assert.DoesNotContain("disabled", (await RunAsync("queues", "list", "--config", configuration)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_queues_says_what_is_left_and_how_fast_it_is_done()
    {
        var area = Path.Combine(folder.Path, "area");
        await GeneratedCatalog.GenerateAsync(area, 3, TestContext.Current.CancellationToken);
        var configuration = GeneratedCatalog.Configure(folder.Path, area);
        Assert.Contains("Everything is indexed.", (await RunAsync("queues", "list", "--config", configuration)).Output, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("reindex", "--local", "--no-wait", "--config", configuration)).Status);
        Assert.Contains(
            "3 notifications and 0 documents are left, 0 failed. Within a second 0 notifications and 0 documents were done.",
            (await RunAsync("queues", "list", "--config", configuration)).Output, StringComparison.Ordinal);
        Assert.Equal(
            """{"notifications":3,"documents":0,"failed":0,"notificationsPerSecond":0,"documentsPerSecond":0,"secondsLeft":null}""",
            JsonSerializer.Serialize(JsonElement.Parse((await RunAsync("queues", "list", "--json", "--config", configuration)).Output).GetProperty("progress")));
    }

    [Theory]
    [InlineData("CATALOG_UNKNOWN", "reindex", "--catalogs", "nonsense")]
    [InlineData("PREFIX_INVALID", "reindex", "--prefix", "xyz")]
    [InlineData("SOURCES_NONE", "reindex", "--sources", "nonsense*")]
    [InlineData("BUNDLE_INVALID", "index-bundle", "nonsense")]
    [InlineData("BUNDLE_NOT_FOUND", "index-bundle", "00000000-0000-4000-8000-000000000000")]
    public async Task What_does_not_exist_is_named(string code, params string[] arguments)
    {
        var area = Path.Combine(folder.Path, "area");
        await GeneratedCatalog.GenerateAsync(area, 3, TestContext.Current.CancellationToken);
        var (status, _, error) = await RunAsync([.. arguments, "--config", GeneratedCatalog.Configure(folder.Path, area)]);
        Assert.Equal(code == "BUNDLE_NOT_FOUND" ? CommandLine.Failed : CommandLine.Wrong, status);
        Assert.StartsWith(code, error, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private static long QueuedIn(string json) => JsonElement.Parse(json).GetProperty("queues").GetProperty("notifications").GetProperty("queued").GetInt64();

    private static async Task<(int Status, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(arguments, output, error);
        return (status, output.ToString(), error.ToString());
    }
}
