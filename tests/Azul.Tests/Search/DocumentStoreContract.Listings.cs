using System.Text;
using Azul.Plugins.Aggregation;
using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Tests.Support;

namespace Azul.Tests.Search;

/// <summary>What listings say about bundles, and what the store knows of bundles.</summary>
public abstract partial class DocumentStoreContract
{
    private const string BundleA = "0a000000-0000-4000-8000-000000000000";
    private const string BundleB = "0b000000-0000-4000-8000-000000000000";
    private const string BundleC = "1a000000-0000-4000-8000-000000000000";

    private static DateTimeOffset At(int hour) => new(2026, 1, 1, hour, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_later_listing_replaces_what_an_earlier_one_says_and_never_the_reverse()
    {
        await WriteAsync(Contribution("u1", "v1", contents: """{"books":[]}""") with { ListedAt = At(2) });
        await WriteAsync(Contribution("u1", "v1") with { ListedAt = At(1) });
        var stored = Assert.Single(await ContributionsAsync(Book1));
        Assert.Equal((At(2), """{"books":[]}"""), (stored.ListedAt, Encoding.UTF8.GetString(stored.Contents.Span)));

        await WriteAsync(Contribution("u1", "v1") with { ListedAt = At(3) });
        Assert.Equal(At(3), Assert.Single(await ContributionsAsync(Book1)).ListedAt);
    }

    [Fact]
    public async Task A_notification_renews_the_contents_and_leaves_the_time_of_the_listing()
    {
        await WriteAsync(Contribution("u1", "v1") with { ListedAt = At(2) });
        await WriteAsync(Contribution("u1", "v1", contents: """{"books":[]}"""));
        var stored = Assert.Single(await ContributionsAsync(Book1));
        Assert.Equal((At(2), """{"books":[]}"""), (stored.ListedAt, Encoding.UTF8.GetString(stored.Contents.Span)));
    }

    [Fact]
    public async Task Bundles_come_in_order_with_what_counts_of_them()
    {
        EntityReference library = new(ToyPlugin.Libraries, "l1");
        await WriteAsync(
            Contribution(BundleB, "v1"),
            Contribution(BundleA, "v2"),
            Contribution(BundleA, "v2") with { Entity = library },
            Contribution(BundleA, "v2", isDeleted: true),
            Contribution(BundleA, "v1"),
            Contribution(BundleA, "v1", isDeleted: true),
            Contribution(BundleC, "v1", isDeleted: true),
            Contribution(BundleC, "v1") with { ListedAt = At(1) },
            Contribution(BundleB, "v9") with { Source = new("s2", "toy2:") });

        Assert.Equal(
            [new(new(BundleA, "v1"), 1, 0), new(new(BundleA, "v2"), 2, 1), new(new(BundleB, "v1"), 1, 1), new(new(BundleC, "v1"), 1, 1)],
            await BundlesAsync("s1", ""));
        Assert.Equal([BundleA, BundleA, BundleB], (await BundlesAsync("s1", "0")).Select(b => b.Bundle.Uuid));
        Assert.Equal([BundleB], (await BundlesAsync("s1", "0b")).Select(b => b.Bundle.Uuid));
        Assert.Equal([BundleB], (await BundlesAsync("s2", "")).Select(b => b.Bundle.Uuid));
        Assert.Empty(await BundlesAsync("s1", "2"));
        Assert.Empty(await BundlesAsync("s3", ""));
    }

    [Fact]
    public async Task Bundles_of_very_many_entities_are_read_in_whole()
    {
        for (var i = 0; i < 3; i++)
        {
            var uuid = $"{i:x8}-0000-4000-8000-000000000000";
            await WriteAsync([.. Enumerable.Range(0, 3000).Select(e => Contribution(uuid, "v1") with { Entity = new(ToyPlugin.Books, $"b{e:0000}") })]);
        }
        Assert.Equal([3000, 3000, 3000], (await BundlesAsync("s1", "")).Select(b => b.Counting));
    }

    [Fact]
    public async Task The_entities_of_a_bundle_are_those_that_it_was_added_to()
    {
        EntityReference library = new(ToyPlugin.Libraries, "l1");
        await WriteAsync(
            Contribution(BundleA, "v1"),
            Contribution(BundleA, "v1") with { Entity = library },
            Contribution(BundleA, "v1", isDeleted: true) with { Entity = new(ToyPlugin.Books, "b2") },
            Contribution(BundleA, "v2") with { Entity = new(ToyPlugin.Books, "b3") });
        var entities = await index.Store.ReadEntitiesAsync(Catalog, "s1", new(BundleA, "v1"), Cancellation);
        Assert.Equal([Book1, library], entities.OrderBy(e => e.EntityType, StringComparer.Ordinal));
        Assert.Empty(await index.Store.ReadEntitiesAsync(Catalog, "s2", new(BundleA, "v1"), Cancellation));
    }

    [Fact]
    public async Task The_order_in_which_notifications_and_listings_arrive_does_not_matter()
    {
        for (var seed = Seed.Value; seed < Seed.Value + 40; seed++)
        {
            var random = new Random(seed);
            EntityReference entity = new(ToyPlugin.Books, $"b{seed}");
            var told = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => Drawn(random, entity)).ToArray();
            var expected = Expected(told);
            // Twice, so that each may come more than once.
            var written = told.Concat(told.Where(_ => random.Next(2) == 0)).ToArray();
            random.Shuffle(written);
            foreach (var contribution in written)
                await WriteAsync(contribution);

            var aggregation = new EntityAggregation(new ToyPlugin(), entity);
            await foreach (var contribution in index.Store.ReadContributionsAsync(Catalog, [entity], Cancellation))
                aggregation.Add(contribution);
            var actual = aggregation.Finish()?.Bundles.Select(b => $"{b}") ?? [];
            Assert.True(expected.SequenceEqual(actual), $"AZUL_SEED={seed}: [{string.Join(", ", actual)}] should be [{string.Join(", ", expected)}]");
        }
    }

    private static StoredContribution Drawn(Random random, EntityReference entity)
    {
        var hour = random.Next(4);
        // No listing says both, so even hours are those of additions.
        var isDeleted = hour == 0 ? random.Next(2) == 0 : hour == 2;
        var contents = Encoding.UTF8.GetBytes($$"""{"books":[{"document_id":"{{entity.EntityId}}"}]}""");
        return new(entity, new($"u{random.Next(2)}", $"v{random.Next(2)}"), new("s1", "toy:"), isDeleted, contents) { ListedAt = hour == 0 ? null : At(hour) };
    }

    // The rule in other words: of each version the last word of the latest listing, or of notifications where no listing spoke of it; of each bundle the greatest version that is there.
    private static string[] Expected(StoredContribution[] told) =>
    [
        .. told.GroupBy(c => c.Bundle)
            .Where(v => v.Any(c => c.ListedAt is not null) ? !v.MaxBy(c => c.ListedAt)!.Deleted : !v.Any(c => c.Deleted))
            .Select(v => v.Key)
            .GroupBy(v => v.Uuid)
            .OrderBy(b => b.Key, StringComparer.Ordinal)
            .Select(b => $"{b.MaxBy(v => v.Version, StringComparer.Ordinal)}"),
    ];

    private async Task<IReadOnlyList<IndexedBundle>> BundlesAsync(string source, string prefix) =>
        await index.Store.ReadBundlesAsync(Catalog, source, prefix, Cancellation).ToListAsync(Cancellation);
}
