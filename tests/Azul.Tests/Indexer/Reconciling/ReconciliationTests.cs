using Azul.Indexer.Queues;
using Azul.Indexer.Reconciling;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Repositories;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Reconciling;

public sealed class ReconciliationTests : IDisposable
{
    private const int Histories = 25;

    private readonly TemporaryFolder folder = new();
    private readonly FaultyRepository repository = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Whatever_was_lost_the_index_ends_equal_to_the_sources()
    {
        for (var seed = Seed.Value; seed < Seed.Value + Histories; seed++)
        {
            try
            {
                await new SourceHistory(seed).RunAsync(Cancellation);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"AZUL_SEED={seed}: {e}");
            }
        }
    }

    [Fact]
    public async Task What_is_missing_changed_or_gone_is_put_right_and_the_rest_is_left_alone()
    {
        var (kept, changed, gone) = (Bundle(1), Bundle(2), Bundle(3));
        repository.Add(kept, changed, gone);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync(kept.Id, changed.Id, gone.Id);
        await indexer.WaitAsync();
        var version = await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 1));
        repository.Remove(gone.Id.Fqid);
        repository.Add(Bundle(2, version: 2), Bundle(4));

        Assert.Equal(new SourceDifference(ToyBundles.Source, 3, 2, 2), await ReconcileAsync(indexer));
        Assert.Equal(version, await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 1)));
        Assert.Equal(0, await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 3)));
        Assert.NotEqual(0, await indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 4)));
        Assert.Equal(new SourceDifference(ToyBundles.Source, 3, 0, 0), await ReconcileAsync(indexer));
    }

    [Fact]
    public async Task A_bundle_that_was_deleted_and_returns_is_live_again_and_may_go_again()
    {
        var bundle = Bundle(1);
        repository.Add(bundle);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync(bundle.Id);
        await indexer.DeleteAsync(bundle.Id);
        await indexer.WaitAsync();
        Assert.Equal(0, await LibraryAsync(indexer));
        await ReconcileAsync(indexer);
        Assert.NotEqual(0, await LibraryAsync(indexer));

        repository.Remove(bundle.Id.Fqid);
        await ReconcileAsync(indexer);
        Assert.Equal(0, await LibraryAsync(indexer));
        repository.Add(bundle);
        await ReconcileAsync(indexer);
        Assert.NotEqual(0, await LibraryAsync(indexer));
    }

    [Fact]
    public async Task A_source_that_cannot_be_listed_in_full_changes_nothing()
    {
        var (gone, missing) = (Bundle(1), Bundle(2));
        repository.Add(gone);
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.AddAsync(gone.Id);
        await indexer.WaitAsync();
        repository.Remove(gone.Id.Fqid);
        repository.Add(missing);
        repository.BeforeList = () => throw new RepositoryException("SOURCE_UNREACHABLE", "nobody is at home");

        var difference = await ReconcileAsync(indexer);
        Assert.Equal((0, 0), (difference.Added, difference.Removed));
        Assert.StartsWith("SOURCE_UNREACHABLE", difference.Problem, StringComparison.Ordinal);
        Assert.NotEqual(0, await LibraryAsync(indexer));
    }

    [Fact]
    public async Task What_failed_is_tried_again_without_becoming_more()
    {
        var bundle = Bundle(1);
        repository.Add(bundle);
        repository.BeforeFetch = (b, _) => throw new BundleException("LINK_BROKEN", b.Fqid, null, "it links to nothing");
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(1, (await ReconcileAsync(indexer)).Added);
            Assert.Single(await indexer.BrowseAsync(WorkQueue.NotificationsFail));
        }
        repository.BeforeFetch = (_, _) => Task.CompletedTask;
        await ReconcileAsync(indexer);
        Assert.Empty(await indexer.BrowseAsync(WorkQueue.NotificationsFail));
        Assert.NotEqual(0, await LibraryAsync(indexer));
    }

    [Fact]
    public async Task Nothing_is_reconciled_while_a_generation_is_built()
    {
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository);
        await indexer.Generations.BeginAsync(IndexerHost.CatalogName, Cancellation);
        Assert.Equal("GENERATION_BUILDING", (await Assert.ThrowsAsync<ReindexingException>(() => ReconcileAsync(indexer))).Code);
    }

    [Fact]
    public async Task A_schedule_reconciles_a_catalog_by_itself()
    {
        repository.Add(Bundle(1));
        var listed = new TaskCompletionSource();
        repository.BeforeList = () => listed.TrySetResult();
        await using var indexer = await IndexerHost.StartAsync(folder.Path, repository, new() { ["Reconciliation:Interval"] = "01:00:00" });
        await listed.Task.WithPatience(Cancellation);
    }

    private static async Task<SourceDifference> ReconcileAsync(IndexerHost indexer)
    {
        var difference = Assert.Single(await indexer.Service<Reconciliation>().RunAsync(indexer.Catalog, Cancellation));
        await indexer.WaitAsync();
        return difference;
    }

    private static Task<long> LibraryAsync(IndexerHost indexer) => indexer.VersionAsync(ToyPlugin.Libraries, ToyBundles.Id(2, 1));

    private static Bundle Bundle(int number, int version = 1) =>
        ToyBundles.Of(ToyBundles.Id(1, number), ToyBundles.Version(version), ToyBundles.Id(2, number), ToyBundles.Id(3, number));
}
