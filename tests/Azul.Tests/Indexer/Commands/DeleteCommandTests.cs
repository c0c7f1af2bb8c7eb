using Azul.Indexer.Commands;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Commands;

public sealed class DeleteCommandTests : IDisposable
{
    private readonly Operator user = new();

    [Fact]
    public async Task An_index_that_is_deleted_is_empty_and_can_be_filled_again()
    {
        await user.GenerateAsync(12);
        await user.IndexAsync();
        var before = GeneratedCatalog.AggregatesIn(user.Folder);

        var deleted = (await user.RunAsync("delete", Operator.Catalog, "--yes", "--json")).Succeeded().Json.GetProperty("deleted")[0];

        Assert.Equal(before.Count, deleted.GetProperty("aggregates").GetInt32());
        Assert.Empty(GeneratedCatalog.AggregatesIn(user.Folder));
        Assert.Contains("All 0 documents", (await user.RunAsync("verify")).Succeeded().Output, StringComparison.Ordinal);
        (await user.RunAsync("delete", Operator.Catalog)).Succeeded();
        await user.IndexAsync();
        Assert.Equal(before, GeneratedCatalog.AggregatesIn(user.Folder));
    }

    [Fact]
    public async Task On_Elasticsearch_the_indices_are_gone_and_named()
    {
        await ElasticsearchServer.Newest.StartAsync();
        var options = ElasticsearchServer.Newest.Options();
        try
        {
            user.Configuration = GeneratedCatalog.Configure(user.Folder, user.Area, ElasticsearchIndex.Settings(options));
            await user.GenerateAsync(3);
            (await user.RunAsync("create")).Succeeded();
            await user.IndexAsync();
            Assert.Equal(1, (await user.RunAsync("delete", Operator.Catalog, "--yes")).Succeeded().Output.Split($"{options.Prefix}.generated.1.aggregates.index").Length - 1);

            (await user.RunAsync("reindex", "--no-wait")).Failed(CommandLine.Failed, "NO_INDEX", "'create'");
            (await user.RunAsync("delete", Operator.Catalog)).Succeeded();
            Assert.Contains("created  catalog generated", (await user.RunAsync("create")).Succeeded().Output, StringComparison.Ordinal);
            await user.IndexAsync();
            Assert.NotEmpty(await ElasticsearchIndex.AggregatesAsync(options, Operator.Catalog));
        }
        finally
        {
            await ElasticsearchIndex.DeleteAsync(options);
        }
    }

    [Fact]
    public async Task Nothing_is_deleted_unless_the_question_is_answered_with_yes()
    {
        await user.GenerateAsync(3);
        await user.IndexAsync();

        (await user.RunAsync("delete", Operator.Catalog, "--json")).Failed(CommandLine.Wrong, "--yes");
        (await user.RunAsync("delete", Operator.Catalog)).Failed(CommandLine.Failed, "Nothing was deleted");
        var refused = await user.AnswerAsync("n\n", "delete", Operator.Catalog);
        refused.Failed(CommandLine.Failed, "Nothing was deleted");
        Assert.Contains("Delete all of this? [y/N]", refused.Output, StringComparison.Ordinal);
        Assert.NotEmpty(GeneratedCatalog.AggregatesIn(user.Folder));

        (await user.AnswerAsync("y\n", "delete", Operator.Catalog)).Succeeded();
        Assert.Empty(GeneratedCatalog.AggregatesIn(user.Folder));
    }

    [Fact]
    public async Task Nothing_is_deleted_when_the_question_is_answered_with_ctrl_c()
    {
        await user.GenerateAsync(3);
        await user.IndexAsync();
        using var stop = new CancellationTokenSource();
        using var terminal = new SilentTerminal(stop.Cancel);
        using var output = new StringWriter();
        using var error = new StringWriter();

        var status = await CommandLine.RunAsync(["delete", Operator.Catalog, "--config", user.Configuration], output, error, terminal, stop.Token);

        Assert.Equal((CommandLine.Stopped, "Stopped. Nothing was deleted. Repeat the command to be asked again."), (status, error.ToString().Trim()));
        Assert.NotEmpty(GeneratedCatalog.AggregatesIn(user.Folder));
    }

    [Fact]
    public async Task A_catalog_that_does_not_exist_is_refused_with_those_that_do()
    {
        await user.GenerateAsync(3);
        await user.IndexAsync();
        (await user.RunAsync("delete", Operator.Catalog, "generatd", "--yes")).Failed(CommandLine.Wrong, "CATALOG_UNKNOWN: there is no catalog 'generatd', only 'generated'");
        Assert.NotEmpty(GeneratedCatalog.AggregatesIn(user.Folder));
        (await user.RunAsync("delete")).Failed(CommandLine.Wrong);
    }

    public void Dispose() => user.Dispose();

    /// <summary>A terminal that nobody types at, and that tells when it is read from.</summary>
    private sealed class SilentTerminal(Action asked) : TextReader
    {
        private readonly ManualResetEventSlim closed = new();

        public override string? ReadLine()
        {
            asked();
            closed.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            closed.Set();
            base.Dispose(disposing);
        }
    }
}
