using Azul.Indexer.Generations;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Repositories;
using Azul.Search;
using Azul.Search.Queries;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Generations;

/// <summary>Reindexing beside the live index.</summary>
public sealed class GenerationTests : IDisposable
{
    private static readonly ReindexSelection Anew = new() { NewGeneration = true };

    private readonly TemporaryFolder folder = new();
    private readonly FaultyRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_reindex_into_a_new_generation_becomes_live_by_itself_and_leaves_the_old_one_as_it_was()
    {
        repository.Add(Enumerable.Range(0, 20).Select(i => Bundle(i)));
        await using var indexer = await StartAsync();
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await indexer.WaitAsync();
        repository.Remove(Bundle(0).Id.Fqid);
        repository.Add(Bundle(77));
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        await SwitchedAsync(indexer);

        var generations = await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation);
        Assert.Equal([GenerationState.Retired, GenerationState.Live], generations.Select(g => g.State));
        Assert.Equal(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(0)));
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(77)));
        Assert.Equal(40, (await indexer.Store.CountAsync(new(IndexerHost.CatalogName, 1), Cancellation)).Aggregates);
        Assert.Equal(40, (await indexer.Store.CountAsync(new(IndexerHost.CatalogName, 2), Cancellation)).Contributions);
    }

    [Fact]
    public async Task Queries_go_on_during_a_reindex_and_notifications_that_were_sent_meanwhile_hold_after_the_switch()
    {
        const int Bundles = 300;
        repository.Add(Enumerable.Range(0, Bundles).Select(i => Bundle(i)));
        await using var indexer = await StartAsync();
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await indexer.WaitAsync();

        using var done = new CancellationTokenSource();
        var asking = AskAsync(indexer, least: Bundles - 10, most: Bundles + 10, done.Token);
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        var (added, updated) = (Enumerable.Range(1000, 10).Select(i => Bundle(i)).ToArray(), Enumerable.Range(20, 10).Select(i => Bundle(i, version: 2)).ToArray());
        var deleted = Enumerable.Range(0, 10).Select(i => Bundle(i)).ToArray();
        repository.Add([.. added, .. updated]);
        foreach (var i in Enumerable.Range(0, 10))
        {
            await indexer.AddAsync(added[i].Id, updated[i].Id);
            await indexer.DeleteAsync(deleted[i].Id);
        }
        await SwitchedAsync(indexer);
        await done.CancelAsync();

        Assert.True(await asking > 0);
        await indexer.WaitAsync();
        foreach (var i in Enumerable.Range(0, 10))
        {
            Assert.Equal(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(i)));
            Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(1000 + i)));
        }
        Assert.Equal(Bundles, (await QueryAsync(indexer)).Total);
        Assert.Equal(10, await TotalAsync(indexer, new Filter.Is("city", [$"City {ToyBundles.Version(2)}"])));
    }

    [Fact]
    public async Task A_generation_with_a_message_that_failed_never_shows_until_that_is_mended()
    {
        repository.Add(Enumerable.Range(0, 5).Select(i => Bundle(i)));
        await using var indexer = await StartAsync();
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await indexer.WaitAsync();
        repository.Add(Bundle(7));
        repository.BeforeFetch = (bundle, _) => bundle.Fqid == Bundle(3).Id.Fqid ? throw new BundleException("LINK_BROKEN", bundle.Fqid, null, "it links to nothing") : Task.CompletedTask;
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        await indexer.WaitAsync();
        await CompleteAsync(indexer);

        var built = (await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation))[1];
        Assert.Equal(GenerationState.Filling, built.State);
        Assert.StartsWith("1 of its messages failed; the first: LINK_BROKEN", built.Problem, StringComparison.Ordinal);
        Assert.Equal(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(7)));
        Assert.Equal("GENERATION_BUILDING", (await Assert.ThrowsAsync<ReindexingException>(() => indexer.Reindexing.EnqueueAsync(Anew, Cancellation))).Code);

        repository.BeforeFetch = (_, _) => Task.CompletedTask;
        await indexer.Queues.RequeueAsync(WorkQueue.NotificationsFail, Cancellation);
        await SwitchedAsync(indexer);
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(7)));
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(3)));
    }

    [Fact]
    public async Task A_generation_whose_command_died_before_all_was_queued_never_becomes_live()
    {
        repository.Add(Bundle(1));
        await using var indexer = await StartAsync();
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await indexer.WaitAsync();
        var begun = await indexer.Generations.BeginAsync(IndexerHost.CatalogName, Cancellation);
        await CompleteAsync(indexer);
        Assert.Equal(GenerationState.Begun, (await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation))[1].State);

        await indexer.Generations.AbandonAsync(IndexerHost.CatalogName, begun.Number, "its command died", Cancellation);
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        await SwitchedAsync(indexer);
    }

    [Fact]
    public async Task What_is_queued_for_an_abandoned_generation_is_dropped()
    {
        repository.Add(Enumerable.Range(0, 5).Select(i => Bundle(i)));
        await using var indexer = await StartAsync();
        await indexer.Queues.SetEnabledAsync(false, Cancellation);
        await indexer.Service<Azul.Indexer.Work.IndexingSwitch>().RefreshAsync(Cancellation);
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        await indexer.Generations.AbandonAsync(IndexerHost.CatalogName, 2, "", Cancellation);
        await indexer.Queues.SetEnabledAsync(true, Cancellation);
        Assert.Equal(0, (await indexer.WaitAsync()).Failed);
        Assert.Equal(0, (await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation)).Contributions);
    }

    [Fact]
    public async Task A_generation_whose_messages_are_purged_is_given_up()
    {
        repository.Add(Bundle(1));
        await using var indexer = await StartAsync();
        await indexer.Queues.SetEnabledAsync(false, Cancellation);
        await indexer.Service<Azul.Indexer.Work.IndexingSwitch>().RefreshAsync(Cancellation);
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        await indexer.Service<PurgedGenerations>().PurgeAsync(WorkQueue.Tallies, Cancellation);
        Assert.True((await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation))[1].IsBuilt);
        await indexer.Service<PurgedGenerations>().PurgeAsync(WorkQueue.Notifications, Cancellation);
        Assert.DoesNotContain(await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation), g => g.IsBuilt);
        Assert.Equal(0, (await indexer.Reindexing.GetProgressAsync(Cancellation)).Bundles);
    }

    [Fact]
    public async Task A_repository_that_suddenly_lists_nothing_does_not_empty_the_index()
    {
        repository.Add(Bundle(1));
        await using var indexer = await StartAsync();
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await indexer.WaitAsync();
        repository.Remove(Bundle(1).Id.Fqid);
        await indexer.Reindexing.EnqueueAsync(Anew, Cancellation);
        await indexer.WaitAsync();
        await CompleteAsync(indexer);
        Assert.Equal("it holds nothing, but the live one does", (await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation))[1].Problem);
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, LibraryOf(1)));
    }

    [Fact]
    public async Task A_part_of_a_catalog_is_no_generation()
    {
        await using var indexer = await StartAsync();
        var error = await Assert.ThrowsAsync<ReindexingException>(() => indexer.Reindexing.EnqueueAsync(Anew with { Prefix = "a" }, Cancellation));
        Assert.Equal("GENERATION_PARTIAL", error.Code);
    }

    private Task<IndexerHost> StartAsync() => IndexerHost.StartAsync(folder.Path, repository);

    // The schedule does the same; whoever is first.
    private static Task CompleteAsync(IndexerHost indexer) => indexer.Service<GenerationCompletion>().CompleteAsync(indexer.Catalog, Cancellation);

    private static async Task SwitchedAsync(IndexerHost indexer)
    {
        await indexer.WaitAsync();
        await CompleteAsync(indexer);
        var generations = await indexer.Generations.ListAsync(IndexerHost.CatalogName, Cancellation);
        Assert.DoesNotContain(generations, g => g.IsBuilt);
        Assert.Equal(GenerationState.Live, generations[^1].State);
    }

    private static Task<int> AskAsync(IndexerHost indexer, int least, int most, CancellationToken done) => Task.Run(async () =>
    {
        var asked = 0;
        while (!done.IsCancellationRequested)
        {
            var result = await QueryAsync(indexer);
            Assert.InRange(result.Total, least, most);
            Assert.Equal(result.Total, result.Facets[0].Terms.Sum(t => t.Count));
            asked++;
        }
        return asked;
    });

    private static async Task<Azul.Search.Results.EntityResult> QueryAsync(IndexerHost indexer)
    {
        var query = new EntityQuery(IndexerHost.CatalogName, ToyPlugin.Libraries) { Facets = [new("city", 10)], Hits = new(5, []) };
        return (await indexer.Search.SearchAsync([query], Cancellation))[0];
    }

    private static async Task<long> TotalAsync(IndexerHost indexer, Filter filter) =>
        (await indexer.Search.SearchAsync([new(IndexerHost.CatalogName, ToyPlugin.Libraries) { Filter = filter }], Cancellation))[0].Total;

    private static string LibraryOf(int number) => ToyBundles.Id(2, number);

    private static Bundle Bundle(int number, int version = 1) =>
        ToyBundles.Of(ToyBundles.Id(1, number), ToyBundles.Version(version), LibraryOf(number), ToyBundles.Id(3, number));
}
