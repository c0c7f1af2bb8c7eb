using Azul.Indexer.Queues;
using Azul.Plugins.Repositories;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer;

public sealed class IndexingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly FaultyRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reindex_makes_aggregates_and_replicas_of_all_bundles()
    {
        repository.Add(Enumerable.Range(0, 50).Select(i => ToyBundles.Of(ToyBundles.Id(1, i * 0x1000000), ToyBundles.Version(1), ToyBundles.Id(2, i % 3), ToyBundles.Id(3, i))));
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        Assert.Equal(1, await indexer.Reindexing.EnqueueAsync(new(), Cancellation));
        var progress = await indexer.WaitAsync();

        Assert.Equal(0, progress.Failed);
        var counts = await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation);
        Assert.Equal((100, 53), (counts.Contributions, counts.Aggregates));
        Assert.NotEqual(0, counts.Replicas);
    }

    [Fact]
    public async Task Of_several_versions_a_reindex_takes_the_greatest()
    {
        var uuid = ToyBundles.Id(1, 1);
        repository.Add(Enumerable.Range(1, 3).Select(v => ToyBundles.Of(uuid, ToyBundles.Version(v), ToyBundles.Id(2, 1), ToyBundles.Id(3, v))));
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.Reindexing.EnqueueAsync(new(), Cancellation);
        await indexer.WaitAsync();

        Assert.Equal(0, await indexer.VersionAsync(ToyPlugin.Books, ToyBundles.Id(3, 1)));
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Books, ToyBundles.Id(3, 3)));
    }

    [Fact]
    public async Task A_deleted_bundle_takes_its_aggregates_along_and_a_deleted_version_brings_the_older_one_back()
    {
        var (older, newer) = (Bundle(1, version: 1), Bundle(1, version: 2));
        repository.Add(older, newer);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync(older.Id, newer.Id);
        await indexer.WaitAsync();
        await indexer.DeleteAsync(newer.Id);
        await indexer.WaitAsync();
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 1)));

        await indexer.DeleteAsync(older.Id);
        await indexer.WaitAsync();
        Assert.Equal(0, (await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation)).Aggregates);
    }

    [Fact]
    public async Task A_bundle_of_many_entities_is_divided_and_none_is_left_out()
    {
        var books = Enumerable.Range(0, 1000).Select(i => Guid.NewGuid().ToString()).ToArray();
        var bundle = ToyBundles.Of(ToyBundles.Id(1, 1), ToyBundles.Version(1), ToyBundles.Id(2, 1), books);
        repository.Add(bundle);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync(bundle.Id);
        await indexer.WaitAsync();

        var counts = await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation);
        Assert.Equal((1001, 1001), (counts.Contributions, counts.Aggregates));
    }

    [Fact]
    public async Task More_bundles_are_fetched_at_a_time_than_are_worked_on()
    {
        var bundles = Enumerable.Range(0, 3).Select(i => Bundle(i)).ToArray();
        repository.Add(bundles);
        var (fetching, all) = (0, new TaskCompletionSource());
        repository.BeforeFetch = async (_, _) =>
        {
            if (Interlocked.Increment(ref fetching) == bundles.Length)
                all.TrySetResult();
            await all.Task.WithPatience(Cancellation);
        };
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository, new() { ["Indexer:Concurrency"] = "1", ["Indexer:Fetches"] = "3" });
        await indexer.AddAsync([.. bundles.Select(b => b.Id)]);
        Assert.Equal(0, (await indexer.WaitAsync()).Failed);
    }

    [Fact]
    public async Task The_parts_of_a_large_bundle_are_not()
    {
        var bundle = ToyBundles.Of(ToyBundles.Id(1, 1), ToyBundles.Version(1), ToyBundles.Id(2, 1), [.. Enumerable.Range(0, 2000).Select(_ => Guid.NewGuid().ToString())]);
        repository.Add(bundle);
        var (fetches, fetching, most) = (0, 0, 0);
        repository.BeforeFetch = async (_, _) =>
        {
            fetches++;
            most = Math.Max(most, Interlocked.Increment(ref fetching));
            // Long enough for others to begin, if they may.
            for (var i = 0; i < 100; i++)
                await Task.Yield();
            Interlocked.Decrement(ref fetching);
        };
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository, new() { ["Indexer:Concurrency"] = "1", ["Indexer:Fetches"] = "8" });
        await indexer.AddAsync(bundle.Id);
        Assert.Equal(0, (await indexer.WaitAsync()).Failed);
        Assert.True(fetches > 2);
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task A_bad_bundle_is_given_up_with_its_reason_and_the_others_are_indexed()
    {
        var good = Enumerable.Range(0, 20).Select(i => Bundle(i)).ToArray();
        var bad = Bundle(99);
        repository.Add(good);
        repository.Add(bad);
        repository.BeforeFetch = (bundle, _) => bundle.Fqid == bad.Id.Fqid
            ? throw new BundleException("LINK_BROKEN", bundle.Fqid, "links.json", "it links to nothing")
            : Task.CompletedTask;
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync([.. good.Select(b => b.Id), bad.Id]);
        var progress = await indexer.WaitAsync();

        Assert.Equal(1, progress.Failed);
        var message = Assert.Single(await indexer.BrowseAsync(WorkQueue.NotificationsFail));
        Assert.Equal($"LINK_BROKEN: bundle {bad.Id.Fqid}, links.json: it links to nothing", message.Reason);
        Assert.Equal(20, (await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation)).Contributions / 2);
    }

    [Theory]
    [InlineData("", "MESSAGE_INVALID")]
    [InlineData("[]", "MESSAGE_INVALID")]
    [InlineData("{\"action\":\"add\",\"catalog\":\"toys\"}", "MESSAGE_INVALID: 'notification' is missing")]
    [InlineData("{\"action\":\"add\",\"catalog\":\"toys\",\"notification\":{\"bundle_fqid\":{\"uuid\":\"a\",\"version\":\"b\"}}}", "MESSAGE_INVALID: 'source' is missing")]
    [InlineData("{\"action\":\"add\",\"catalog\":\"toys\",\"notification\":{\"bundle_fqid\":{\"uuid\":1,\"version\":\"b\"}}}", "MESSAGE_INVALID: 'uuid' is a number")]
    [InlineData("{\"action\":\"explode\",\"catalog\":\"toys\"}", "MESSAGE_ACTION_UNKNOWN")]
    [InlineData("{\"action\":\"reindex\",\"catalog\":\"toys\",\"source\":{\"id\":\"a\",\"spec\":\"b\"}}", "MESSAGE_INVALID: 'prefix' is missing")]
    [InlineData("{\"action\":\"reindex\",\"catalog\":\"tools\",\"source\":{\"id\":\"a\",\"spec\":\"b\"},\"prefix\":\"\"}", "CATALOG_UNKNOWN: there is no catalog 'tools'")]
    public async Task A_message_that_never_can_succeed_is_given_up_at_once(string body, string reason)
    {
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.Queues.SendAsync(WorkQueue.Notifications, [new(body)], Cancellation);
        await indexer.WaitAsync();
        var message = Assert.Single(await indexer.BrowseAsync(WorkQueue.NotificationsFail));
        Assert.Equal(body, message.Body);
        Assert.StartsWith(reason, message.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense", "MESSAGE_INVALID")]
    [InlineData("{\"catalog\":\"toys\",\"entity_type\":\"rockets\",\"entity_id\":\"a\",\"num_contributions\":1}", "ENTITY_TYPE_UNKNOWN")]
    [InlineData("{\"catalog\":\"tools\",\"entity_type\":\"books\",\"entity_id\":\"a\",\"num_contributions\":1}", "CATALOG_UNKNOWN")]
    public async Task A_tally_that_never_can_succeed_is_given_up_at_once(string body, string reason)
    {
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.Queues.SendAsync(WorkQueue.Tallies, [new(body, "group")], Cancellation);
        await indexer.WaitAsync();
        Assert.StartsWith(reason, Assert.Single(await indexer.BrowseAsync(WorkQueue.TalliesFail)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tally_of_more_contributions_than_there_are_never_fails_its_entity()
    {
        var bundle = Bundle(1);
        repository.Add(bundle);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync(bundle.Id);
        await indexer.WaitAsync();
        var library = ToyBundles.Id(2, 1);
        await indexer.Queues.SendAsync(
            WorkQueue.Tallies, [new($$"""{"catalog":"toys","entity_type":"libraries","entity_id":"{{library}}","num_contributions":77}""", $"toys/libraries/{library}")], Cancellation);
        Assert.Equal(0, (await indexer.WaitAsync()).Failed);
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, library));
    }

    [Fact]
    public async Task Nothing_is_worked_on_while_indexing_is_disabled_and_what_waits_is_when_it_is_enabled()
    {
        var bundle = Bundle(1);
        repository.Add(bundle);
        await using (var indexer = await IndexerHost.StartAsync(folder.Path, repository))
            await indexer.Queues.SetEnabledAsync(false, Cancellation);

        // It stays off over a restart.
        await using (var indexer = await IndexerHost.StartAsync(folder.Path, repository))
        {
            await indexer.AddAsync(bundle.Id);
            await indexer.Queues.SendAsync(WorkQueue.NotificationsRetry, [new("nonsense")], Cancellation);
            Assert.Equal(2, (await indexer.Reindexing.GetProgressAsync(Cancellation)).Bundles);
            await indexer.Queues.SetEnabledAsync(true, Cancellation);
            Assert.Equal(1, (await indexer.WaitAsync()).Failed);
            Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 1)));
        }
    }

    [Fact]
    public async Task What_is_under_way_when_a_worker_stops_is_put_back()
    {
        var bundle = Bundle(1);
        repository.Add(bundle);
        var fetching = new TaskCompletionSource();
        repository.BeforeFetch = async (_, cancellation) =>
        {
            fetching.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        };
        await using (var indexer = await IndexerHost.StartAsync(folder.Path, repository, new() { ["Indexer:StopWithin"] = "00:00:00.1" }))
        {
            await indexer.AddAsync(bundle.Id);
            await fetching.Task.WithPatience(Cancellation);
            await indexer.StopAsync().WithPatience(Cancellation);
            var counts = await indexer.Queues.CountAsync(Cancellation);
            Assert.Equal(new QueueCounts(1, 0, 0), counts[WorkQueue.Notifications]);
        }

        repository.BeforeFetch = (_, _) => Task.CompletedTask;
        await using (var indexer = await IndexerHost.StartAsync(folder.Path, repository))
        {
            Assert.Equal(0, (await indexer.WaitAsync()).Failed);
            Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 1)));
        }
    }

    public void Dispose() => folder.Dispose();

    private static Bundle Bundle(int number, int version = 1) =>
        ToyBundles.Of(ToyBundles.Id(1, number), ToyBundles.Version(version), ToyBundles.Id(2, number), ToyBundles.Id(3, number));
}
