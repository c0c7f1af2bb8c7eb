using Azul.Indexer.Commands;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Commands;

public sealed class CreateCommandTests(ElasticMq server) : IClassFixture<ElasticMq>, IDisposable
{
    private readonly Operator user = new();

    [Fact]
    public async Task What_is_missing_is_created_and_what_is_there_is_left_alone()
    {
        var first = (await user.RunAsync("create", "--json")).Succeeded().Json;
        Assert.Equal(Operator.Catalog, first.GetProperty("created").GetProperty("catalogs")[0].GetString());
        Assert.Equal(6, first.GetProperty("created").GetProperty("queues").GetArrayLength());

        var second = (await user.RunAsync("create")).Succeeded();
        Assert.Contains($"existed  catalog {Operator.Catalog}\nexisted  queue notifications\n", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("created", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Queues_of_SQS_are_created_and_purged_and_dumped_and_fed()
    {
        await server.StartAsync();
        user.ConfigureSqs(server);
        await user.GenerateAsync(5);
        (await user.RunAsync("reindex", "--no-wait")).Failed(CommandLine.Failed, "QUEUE_MISSING", "'create'");

        Assert.Equal(6, (await user.RunAsync("create", "--json")).Succeeded().Json.GetProperty("created").GetProperty("queues").GetArrayLength());
        Assert.Equal(6, (await user.RunAsync("create", "--json")).Succeeded().Json.GetProperty("existed").GetProperty("queues").GetArrayLength());
        Assert.Equal(5, (await user.RunAsync("reindex", "--local", "--no-wait", "--json")).Succeeded().Json.GetProperty("queued").GetInt32());
        var file = Path.Combine(user.Folder, "dump");
        Assert.Equal(5, (await user.RunAsync("queues", "dump", "notifications", file, "--json")).Succeeded().Json.GetProperty("dumped").GetInt32());
        (await user.RunAsync("purge")).Succeeded();
        Assert.Equal(5, (await user.RunAsync("queues", "feed", file, "--json")).Succeeded().Json.GetProperty("fed").GetInt32());
        Assert.Contains("Removed 5 messages from", (await user.RunAsync("purge")).Succeeded().Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(user.Folder, "data"), "in the way", TestContext.Current.CancellationToken);
        (await user.RunAsync("create")).Failed(CommandLine.Wrong, Path.Combine(user.Folder, "data"));
    }

    public void Dispose() => user.Dispose();
}
