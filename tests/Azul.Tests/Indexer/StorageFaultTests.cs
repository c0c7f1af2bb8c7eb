using Azul.Indexer.Queues;
using Azul.Plugins.Repositories;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Indexer;

/// <summary>The disk is full, or cannot be written any more, under workers that run.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private static readonly Dictionary<string, string?> Settings = new() { ["Indexer:OutagePause"] = "00:00:00.1" };

    private readonly TemporaryFolder folder = new();
    private readonly FaultyRepository repository = new();
    private readonly RememberedLog log = new();
    private readonly Bundle[] bundles = [.. Enumerable.Range(0, 300).Select(i => ToyBundles.Of(ToyBundles.Id(1, i), ToyBundles.Version(1), ToyBundles.Id(2, i % 3), ToyBundles.Id(3, i)))];

    public StorageFaultTests() => repository.Add(bundles);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(folder.Path, "data");

    private string Catalogs => Path.Combine(Data, "catalogs");

    [Fact]
    public async Task An_index_on_a_full_disk_makes_workers_wait_until_there_is_space()
    {
        using var disk = new SmallDisk(Catalogs, 4);
        await using var indexer = await StartAsync();
        await indexer.AddAsync(bundles[0].Id);
        await indexer.WaitAsync();

        disk.Fill();
        await indexer.AddAsync(bundles.Select(b => b.Id));
        Assert.Contains("STORE_FULL", await log.WaitForAsync("still pauses", Cancellation), StringComparison.Ordinal);
        Assert.StartsWith("STORE_FULL", await indexer.Store.CheckAsync(Cancellation), StringComparison.Ordinal);

        disk.Free();
        await EverythingIsIndexedAsync(indexer, bundles.Length);
    }

    [Fact]
    public async Task Queues_on_a_full_disk_acknowledge_nothing_that_they_lose()
    {
        using var disk = new SmallDisk(Data, 8);
        await using var indexer = await StartAsync();
        await indexer.AddAsync(bundles[0].Id);
        await indexer.WaitAsync();

        disk.Fill();
        var acknowledged = 1;
        var error = await Assert.ThrowsAsync<QueueException>(async () =>
        {
            for (; acknowledged < bundles.Length; acknowledged++)
                await indexer.AddAsync(bundles[acknowledged].Id);
        });
        Assert.Equal("QUEUE_FULL", error.Code);
        Assert.StartsWith("QUEUE_FULL", await indexer.Queues.CheckAsync(Cancellation), StringComparison.Ordinal);

        disk.Free();
        await EverythingIsIndexedAsync(indexer, acknowledged);
        Assert.Null(await indexer.Queues.CheckAsync(Cancellation));
    }

    [Fact]
    public async Task An_index_that_becomes_read_only_makes_workers_wait_until_it_can_be_written()
    {
        await using var indexer = await StartAsync();
        await indexer.AddAsync(bundles[0].Id);
        await indexer.WaitAsync();
        using (new FrozenFiles(Catalogs))
        {
            await indexer.AddAsync(bundles.Select(b => b.Id));
            await log.WaitForAsync("Work on notifications pauses: STORE_", Cancellation);
            await log.WaitForAsync("Work on notifications still pauses: STORE_", Cancellation);
            Assert.StartsWith("STORE_", await indexer.Store.CheckAsync(Cancellation), StringComparison.Ordinal);
        }
        await EverythingIsIndexedAsync(indexer, bundles.Length);
    }

    [Fact]
    public async Task A_data_folder_that_becomes_read_only_loses_nothing_and_is_used_again_once_it_can_be_written()
    {
        await using var indexer = await StartAsync();
        await indexer.AddAsync(bundles.Take(100).Select(b => b.Id));
        var acknowledged = 100;
        using (new FrozenFiles(Data))
        {
            await Assert.ThrowsAsync<QueueException>(() => indexer.AddAsync(bundles.Skip(100).Select(b => b.Id)));
            Assert.StartsWith("QUEUE_", await indexer.Queues.CheckAsync(Cancellation), StringComparison.Ordinal);
        }
        await EverythingIsIndexedAsync(indexer, acknowledged);
    }

    [Fact]
    public async Task A_data_folder_that_is_deleted_takes_nothing_any_more_and_is_not_well()
    {
        await using var indexer = await StartAsync();
        await indexer.AddAsync(bundles[0].Id);
        await indexer.WaitAsync();
        Assert.Null(await indexer.Store.CheckAsync(Cancellation));
        Assert.Null(await indexer.Queues.CheckAsync(Cancellation));

        Directory.Delete(Data, recursive: true);
        Assert.StartsWith("STORE_UNREACHABLE", await indexer.Store.CheckAsync(Cancellation), StringComparison.Ordinal);
        Assert.StartsWith("QUEUE_UNAVAILABLE", await indexer.Queues.CheckAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal("QUEUE_UNAVAILABLE", (await Assert.ThrowsAsync<QueueException>(() => indexer.AddAsync(bundles[1].Id))).Code);
        Assert.False(Directory.Exists(Catalogs));
    }

    [Fact]
    public async Task A_data_folder_that_is_replaced_is_not_well()
    {
        await using var indexer = await StartAsync();
        await indexer.AddAsync(bundles[0].Id);
        await indexer.WaitAsync();
        Directory.Move(Data, Data + ".old");
        await using (await StartAsync())
        {
            Assert.StartsWith("STORE_UNREACHABLE", await indexer.Store.CheckAsync(Cancellation), StringComparison.Ordinal);
            Assert.StartsWith("QUEUE_UNAVAILABLE", await indexer.Queues.CheckAsync(Cancellation), StringComparison.Ordinal);
        }
    }

    public void Dispose() => folder.Dispose();

    private Task<IndexerHost> StartAsync() => IndexerHost.StartAsync(Data, repository, Settings, services => services.AddSingleton<ILoggerProvider>(log));

    private static async Task EverythingIsIndexedAsync(IndexerHost indexer, int bundles)
    {
        var progress = await indexer.WaitAsync();
        Assert.Equal(0, progress.Failed);
        var counts = await indexer.Store.CountAsync(IndexerHost.CatalogName, Cancellation);
        Assert.Equal((2 * bundles, bundles + Math.Min(3, bundles)), (counts.Contributions, counts.Aggregates));
        Assert.Null(await indexer.Store.CheckAsync(Cancellation));
    }
}
