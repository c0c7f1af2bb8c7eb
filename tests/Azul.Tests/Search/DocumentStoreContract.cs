using System.Text;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Queries;
using Azul.Tests.Support;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search;

/// <summary>What every <see cref="IDocumentStore"/> does. An adapter's tests inherit it.</summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    private const string Catalog = "toys";
    private static readonly EntityReference Book1 = new(ToyPlugin.Books, "b1");

    private IndexUnderTest index = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => index = await OpenAsync(["toys", "others"]);

    public async ValueTask DisposeAsync()
    {
        await index.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>An empty index of these catalogs, all with a <see cref="ToyPlugin"/>.</summary>
    private protected abstract Task<IndexUnderTest> OpenAsync(string[] catalogs);

    [Fact]
    public async Task A_new_store_is_empty()
    {
        Assert.Equal(new(0, 0, 0), await index.Store.CountAsync(Catalog, Cancellation));
        Assert.Empty(await ContributionsAsync(Book1));
        Assert.Empty(await ReplicasAsync());
        Assert.Equal([0L], await index.Store.ReadAggregateVersionsAsync(Catalog, [Book1], Cancellation));
        Assert.Null(await index.Store.CheckAsync(Cancellation));
    }

    [Fact]
    public async Task A_contribution_is_created_once_and_then_replaced()
    {
        Assert.Equal([WriteStatus.Created], await WriteAsync(Contribution("u1", "v1", contents: "{}")));
        Assert.Equal([WriteStatus.Replaced], await WriteAsync(Contribution("u1", "v1", contents: """{"books":[]}""")));

        var stored = Assert.Single(await ContributionsAsync(Book1));
        Assert.Equal("""{"books":[]}""", Encoding.UTF8.GetString(stored.Contents.Span));
        Assert.Equal(1, (await index.Store.CountAsync(Catalog, Cancellation)).Contributions);
    }

    [Fact]
    public async Task A_contribution_that_is_twice_in_a_batch_is_written_once()
    {
        Assert.Equal([WriteStatus.Created, WriteStatus.Replaced], await WriteAsync(Contribution("u1", "v1"), Contribution("u1", "v1")));
        Assert.Single(await ContributionsAsync(Book1));
    }

    [Fact]
    public async Task A_contribution_is_read_as_it_was_written()
    {
        var written = new StoredContribution(
            Book1, new("u1", "2026-01-01T00:00:00.000000Z"), new("s1", "spec:/0"), true, Encoding.UTF8.GetBytes("""{"books":[{"title":"Ångström 😀"}]}"""));
        await WriteAsync(written);

        var read = Assert.Single(await ContributionsAsync(Book1));
        Assert.Equal(written with { Contents = default }, read with { Contents = default });
        Assert.Equal(written.Contents.ToArray(), read.Contents.ToArray());
    }

    [Fact]
    public async Task Contributions_come_by_bundle_and_version_with_the_deletion_before_the_addition()
    {
        await WriteAsync(
            Contribution("u2", "v1"),
            Contribution("u1", "v2"),
            Contribution("u1", "v1"),
            Contribution("u1", "v1", isDeleted: true),
            Contribution("U1", "v9"),
            Contribution("u1", "v10"));

        Assert.Equal(
            ["U1.v9", "u1.v1-", "u1.v1", "u1.v10", "u1.v2", "u2.v1"],
            (await ContributionsAsync(Book1)).Select(c => c.Bundle + (c.Deleted ? "-" : "")));
    }

    [Fact]
    public async Task Many_contributions_to_one_entity_are_all_read()
    {
        var bundles = Enumerable.Range(0, 1111).Select(i => $"u{i:0000}").ToArray();
        await WriteAsync([.. bundles.SelectMany(u => new[] { Contribution(u, "v1"), Contribution(u, "v1", isDeleted: true) })]);

        var read = await ContributionsAsync(Book1);
        Assert.Equal(bundles.SelectMany(u => new[] { u, u }), read.Select(c => c.Bundle.Uuid));
        Assert.Equal(1111, read.Count(c => c.Deleted));
    }

    [Fact]
    public async Task Contributions_to_several_entities_come_entity_by_entity()
    {
        EntityReference library = new(ToyPlugin.Libraries, "b1"), capital = new(ToyPlugin.Books, "B2"), absent = new(ToyPlugin.Books, "b0");
        await WriteAsync(
            Contribution("u2", "v1") with { Entity = library },
            Contribution("u1", "v1"),
            Contribution("u1", "v1") with { Entity = new(ToyPlugin.Books, "b9") },
            Contribution("u3", "v2") with { Entity = capital },
            Contribution("u3", "v1") with { Entity = capital },
            Contribution("u1", "v1", isDeleted: true));

        var read = await index.Store.ReadContributionsAsync(Catalog, [library, absent, Book1, capital, Book1], Cancellation).ToListAsync(Cancellation);
        Assert.Equal(
            ["books/B2 u3.v1", "books/B2 u3.v2", "books/b1 u1.v1-", "books/b1 u1.v1", "libraries/b1 u2.v1"],
            read.Select(c => $"{c.Entity} {c.Bundle}{(c.Deleted ? "-" : "")}"));
        Assert.Empty(await index.Store.ReadContributionsAsync(Catalog, [], Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Each_of_many_entities_gets_all_its_contributions_wherever_a_page_may_end()
    {
        var random = new Random(Seed.Value);
        var expected = Enumerable.Range(0, 60)
            .SelectMany(e => Enumerable.Range(0, random.Next(40)).Select(b => Contribution($"u{b:00}", "v1") with { Entity = new(ToyPlugin.Books, $"b{e:00}") }))
            .Concat(Enumerable.Range(0, 512).Select(b => Contribution($"u{b:000}", "v1") with { Entity = new(ToyPlugin.Books, "c") }))
            .ToArray();
        await WriteAsync([.. expected.Reverse()]);

        var read = await index.Store.ReadContributionsAsync(Catalog, [.. expected.Select(c => c.Entity)], Cancellation).ToListAsync(Cancellation);
        Assert.Equal(expected.Select(c => $"{c.Entity} {c.Bundle}"), read.Select(c => $"{c.Entity} {c.Bundle}"));
    }

    [Fact]
    public async Task Entities_entity_types_and_catalogs_are_kept_apart()
    {
        await WriteAsync(Contribution("u1", "v1"), Contribution("u2", "v1") with { Entity = new(ToyPlugin.Libraries, "b1") });
        await index.Store.WriteContributionsAsync("others", [Contribution("u3", "v1")], Cancellation);

        Assert.Equal("u1", Assert.Single(await ContributionsAsync(Book1)).Bundle.Uuid);
        Assert.Equal("u2", Assert.Single(await ContributionsAsync(new(ToyPlugin.Libraries, "b1"))).Bundle.Uuid);
        Assert.Empty(await ContributionsAsync(new(ToyPlugin.Books, "b")));
    }

    [Fact]
    public async Task An_item_that_fails_does_not_stop_the_others()
    {
        var unknownType = Contribution("u2", "v1") with { Entity = new("boks", "b1") };
        var outcomes = await index.Store.WriteContributionsAsync(Catalog, [Contribution("u1", "v1"), unknownType, Contribution("u3", "v1")], Cancellation);

        Assert.Equal([WriteStatus.Created, WriteStatus.Failed, WriteStatus.Created], outcomes.Select(o => o.Status));
        Assert.Contains("boks", outcomes[1].Error, StringComparison.Ordinal);
        Assert.Equal(2, (await ContributionsAsync(Book1)).Count);
    }

    [Fact]
    public async Task An_aggregate_is_created_replaced_and_deleted_by_version()
    {
        Assert.Equal(WriteStatus.Created, await WriteAsync(Book("b1"), 0));
        var first = await VersionAsync(Book1);
        Assert.Equal(WriteStatus.Replaced, await WriteAsync(Book("b1"), first));
        var second = await VersionAsync(Book1);
        Assert.NotEqual(first, second);
        Assert.Equal(WriteStatus.Replaced, await WriteAsync(null, second));
        Assert.Equal(0, await VersionAsync(Book1));
        Assert.Equal(0, (await index.Store.CountAsync(Catalog, Cancellation)).Aggregates);
        Assert.Equal(WriteStatus.Created, await WriteAsync(Book("b1"), 0));
        Assert.DoesNotContain(await VersionAsync(Book1), new[] { 0, first, second });
    }

    [Fact]
    public async Task An_aggregate_of_another_version_is_a_conflict_and_stays()
    {
        await WriteAsync(Book("b1", ("title", "first")), 0);
        var version = await VersionAsync(Book1);

        Assert.Equal(WriteStatus.Conflict, await WriteAsync(Book("b1", ("title", "second")), 0));
        Assert.Equal(WriteStatus.Conflict, await WriteAsync(Book("b1", ("title", "second")), version + 1000));
        Assert.Equal(WriteStatus.Conflict, await WriteAsync(null, 0));
        Assert.Equal(version, await VersionAsync(Book1));
        await index.Settle();
        Assert.Equal(1, await TotalAsync("title", "first"));
    }

    [Fact]
    public async Task The_version_of_a_deleted_aggregate_is_never_used_again()
    {
        await WriteAsync(Book("b1"), 0);
        var stale = await VersionAsync(Book1);
        await WriteAsync(null, stale);
        await WriteAsync(Book("b1"), 0);

        Assert.Equal(WriteStatus.Conflict, await WriteAsync(Book("b1"), stale));
    }

    [Fact]
    public async Task Deleting_what_is_not_there_is_no_error() => Assert.Equal(WriteStatus.Replaced, await WriteAsync(null, 0));

    [Fact]
    public async Task Versions_come_in_the_order_asked()
    {
        await WriteAsync(Book("b1"), 0);
        EntityReference absent = new(ToyPlugin.Books, "b0");
        var version = await VersionAsync(Book1);
        Assert.Equal([0, version, 0, version], await index.Store.ReadAggregateVersionsAsync(Catalog, [absent, Book1, absent, Book1], Cancellation));
    }

    [Fact]
    public async Task Of_many_writers_of_one_aggregate_each_version_is_won_by_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => IncrementAsync(10)));
        await index.Settle();
        Assert.Equal(1, await TotalAsync("pages", 80L));
    }

    [Fact]
    public async Task Replicas_get_the_hubs_of_all_who_write_them()
    {
        Assert.Equal([WriteStatus.Created], await WriteAsync(Replica("r1", "f2", "f1")));
        Assert.Equal([WriteStatus.Replaced], await WriteAsync(Replica("r1", "f3", "f1")));
        Assert.Equal([WriteStatus.Created, WriteStatus.Replaced], await WriteAsync(Replica("r2"), Replica("r2", "f9")));

        var replicas = (await ReplicasAsync()).OrderBy(r => r.ContentHash, StringComparer.Ordinal).ToArray();
        Assert.Equal(["f1", "f2", "f3"], replicas[0].HubIds);
        Assert.Equal(["f9"], replicas[1].HubIds);
        Assert.Equal("""{"id":"r1"}""", Encoding.UTF8.GetString(replicas[0].Contents.Span));
        Assert.Equal(2, (await index.Store.CountAsync(Catalog, Cancellation)).Replicas);
    }

    [Fact]
    public async Task Many_replicas_are_all_read_once()
    {
        await WriteAsync([.. Enumerable.Range(0, 1111).Select(i => Replica($"r{i}", "f1"))]);
        Assert.Equal(1111, (await ReplicasAsync()).Select(r => r.ContentHash).Distinct().Count());
    }

    [Fact]
    public async Task Concurrent_writers_of_one_replica_lose_no_hub()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => WriteAsync(Replica("r1", $"f{i:00}"), Replica($"own{i}", "f"))));
        Assert.Equal(20, (await ReplicasAsync()).Single(r => r.ContentHash == "r1").HubIds.Count);
    }

    [Fact]
    public async Task An_unknown_catalog_is_refused_with_the_nearest_name()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => index.Store.CountAsync("toyz", Cancellation));
        Assert.Equal("UNKNOWN_CATALOG", error.Code);
        Assert.Contains("toys", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Opening_again_changes_nothing()
    {
        await WriteAsync(Contribution("u1", "v1"));
        await index.Store.OpenAsync(Cancellation);
        Assert.Single(await ContributionsAsync(Book1));
    }

    [Fact]
    public async Task An_empty_batch_is_fine()
    {
        Assert.Empty(await index.Store.WriteContributionsAsync(Catalog, [], Cancellation));
        Assert.Empty(await index.Store.WriteAggregatesAsync(Catalog, [], Cancellation));
        Assert.Empty(await index.Store.WriteReplicasAsync(Catalog, [], Cancellation));
        Assert.Empty(await index.Store.ReadAggregateVersionsAsync(Catalog, [], Cancellation));
    }

    private async Task IncrementAsync(int times)
    {
        for (var done = 0; done < times;)
        {
            var version = await VersionAsync(Book1);
            await index.Settle();
            var pages = version == 0 ? 0 : await PagesAsync();
            // Between reading version and pages another may have written; then the write is a conflict, as it should be.
            if (await WriteAsync(Book("b1", ("pages", pages + 1)), version) != WriteStatus.Conflict)
                done++;
        }
    }

    private async Task<long> PagesAsync()
    {
        var query = new EntityQuery(Catalog, ToyPlugin.Books) { Stats = ["pages"] };
        return (long)(await index.Search.SearchAsync([query], Cancellation))[0].Stats[0].Sum;
    }

    private async Task<long> TotalAsync(string column, Value value)
    {
        var query = new EntityQuery(Catalog, ToyPlugin.Books) { Filter = new Filter.Is(column, [value]) };
        return (await index.Search.SearchAsync([query], Cancellation))[0].Total;
    }

    private async Task<IReadOnlyList<StoredContribution>> ContributionsAsync(EntityReference entity) =>
        await index.Store.ReadContributionsAsync(Catalog, [entity], Cancellation).ToListAsync(Cancellation);

    private async Task<IReadOnlyList<Replica>> ReplicasAsync() => await index.Store.ReadReplicasAsync(Catalog, Cancellation).ToListAsync(Cancellation);

    private async Task<long> VersionAsync(EntityReference entity) =>
        (await index.Store.ReadAggregateVersionsAsync(Catalog, [entity], Cancellation))[0];

    private async Task<WriteStatus> WriteAsync(AggregateDocument? document, long version) =>
        (await index.Store.WriteAggregatesAsync(Catalog, [new(Book1, document, version)], Cancellation))[0].Status;

    private async Task<IEnumerable<WriteStatus>> WriteAsync(params StoredContribution[] contributions) =>
        (await index.Store.WriteContributionsAsync(Catalog, contributions, Cancellation)).Select(o => o.Status);

    private async Task<IEnumerable<WriteStatus>> WriteAsync(params Replica[] replicas) =>
        (await index.Store.WriteReplicasAsync(Catalog, replicas, Cancellation)).Select(o => o.Status);

    private static StoredContribution Contribution(string bundle, string version, bool isDeleted = false, string contents = "{}") =>
        new(Book1, new(bundle, version), new("s1", "toy:"), isDeleted, Encoding.UTF8.GetBytes(contents));

    private static Replica Replica(string hash, params string[] hubs) =>
        new(new("book", "b1"), hash, Encoding.UTF8.GetBytes($$"""{"id":"{{hash}}"}"""), hubs);
}
