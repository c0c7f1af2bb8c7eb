using Azul.Search.Queries;
using Azul.Tests.Support;
using Microsoft.Data.Sqlite;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search.Embedded;

/// <summary>The contract, and what is left when a process dies between any two steps.</summary>
public sealed class EmbeddedGenerationsTests : GenerationsContract, IDisposable
{
    private const string Catalog = "toys";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string CatalogFolder => Path.Combine(folder.Path, "catalogs", Catalog);

    public void Dispose() => folder.Dispose();

    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time) =>
        EmbeddedIndex.OpenAsync(ToyRepository.Catalogs(new ToyPlugin(), catalogs), new() { DataFolder = Path.Combine(folder.Path, "contract") }, time);

    [Fact]
    public async Task Another_process_sees_a_switch_at_once()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await first.PutAsync(Catalog, Book("old"));
        Assert.Equal("old", await FindAsync(second));
        await BuildAsync(first, "new");
        Assert.Equal("old", await FindAsync(second));
        await first.Generations.SwitchAsync(Catalog, 2, Cancellation);
        Assert.Equal("new", await FindAsync(second));
        await second.PutAsync(Catalog, Book("newer"));
        Assert.Equal("new newer", await FindAsync(first));
    }

    [Fact]
    public async Task A_folder_from_before_there_were_generations_has_its_index_as_the_live_one()
    {
        await using (var index = await OpenAsync())
            await index.PutAsync(Catalog, Book("old"));
        foreach (var file in Directory.EnumerateFiles(CatalogFolder, "generations.db*"))
            File.Delete(file);
        await using var again = await OpenAsync();
        Assert.Equal("old", await FindAsync(again));
    }

    [Fact]
    public async Task A_file_of_the_first_format_is_brought_up_to_date()
    {
        await using (var index = await OpenAsync())
            await index.PutAsync(Catalog, Book("old"));
        Execute("1.db", "DROP INDEX contributions_by_bundle; ALTER TABLE contributions DROP COLUMN listed_at; UPDATE meta SET value = '1' WHERE key = 'format'");
        await using var again = await OpenAsync();
        Assert.Equal("old", await FindAsync(again));
        Assert.Empty(await again.Store.ReadBundlesAsync(Catalog, "s1", "", Cancellation).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_process_that_dies_after_it_has_begun_a_generation_but_before_its_file_is_there_leaves_an_empty_one()
    {
        await using (var index = await OpenAsync())
            await index.PutAsync(Catalog, Book("old"));
        Execute("generations.db", "INSERT INTO generations (state, since) VALUES ('Begun', 0)");
        await using var again = await OpenAsync();
        Assert.Equal("old", await FindAsync(again));
        Assert.Equal(0, (await again.Store.CountAsync(new(Catalog, 2), Cancellation)).Aggregates);
        await again.Generations.AbandonAsync(Catalog, 2, "its process died", Cancellation);
        Assert.Equal(3, (await again.Generations.BeginAsync(Catalog, Cancellation)).Number);
    }

    [Fact]
    public async Task A_file_that_no_generation_belongs_to_is_not_taken_for_one()
    {
        await using (var index = await OpenAsync())
        {
            await index.PutAsync(Catalog, Book("old"));
            await BuildAsync(index, "stray");
        }
        // As if the disk had kept the file, but not the row.
        Execute("generations.db", "DELETE FROM generations WHERE number = 2; UPDATE sqlite_sequence SET seq = 1");
        await using var again = await OpenAsync();
        var begun = await again.Generations.BeginAsync(Catalog, Cancellation);
        Assert.Equal(2, begun.Number);
        Assert.Equal(new(0, 0, 0), await again.Store.CountAsync(new(Catalog, 2), Cancellation));
    }

    [Fact]
    public async Task A_switch_that_dies_half_way_leaves_the_old_generation_live()
    {
        await using var index = await OpenAsync();
        await index.PutAsync(Catalog, Book("old"));
        await BuildAsync(index, "new");
        using (var connection = Connect("generations.db"))
        {
            Execute(connection, "BEGIN IMMEDIATE; UPDATE generations SET state = 'Retired' WHERE state = 'Live'");
            Assert.Equal("old", await FindAsync(index));
            // The connection ends without a commit.
        }
        Assert.Equal("old", await FindAsync(index));
        await index.Generations.SwitchAsync(Catalog, 2, Cancellation);
        Assert.Equal("new", await FindAsync(index));
    }

    [Fact]
    public async Task Files_that_a_clean_up_did_not_get_to_are_removed_by_the_next()
    {
        await using (var index = await OpenAsync())
        {
            await BuildAsync(index, "new");
            await index.Generations.SwitchAsync(Catalog, 2, Cancellation);
        }
        Execute("generations.db", "DELETE FROM generations WHERE number = 1");
        await using var again = await OpenAsync();
        Assert.True(File.Exists(Path.Combine(CatalogFolder, "1.db")));
        Assert.Empty(await again.Generations.CleanUpAsync(Catalog, DateTimeOffset.UnixEpoch, Cancellation));
        Assert.False(File.Exists(Path.Combine(CatalogFolder, "1.db")));
        Assert.Equal("new", await FindAsync(again));
    }

    private Task<IndexUnderTest> OpenAsync() => EmbeddedIndex.OpenAsync(ToyRepository.Catalogs(new ToyPlugin(), Catalog), new() { DataFolder = folder.Path });

    private static async Task BuildAsync(IndexUnderTest index, string book)
    {
        var begun = await index.Generations.BeginAsync(Catalog, Cancellation);
        await index.Store.WriteAggregatesAsync(new(Catalog, begun.Number), [new(new(ToyPlugin.Books, book), Book(book), 0)], Cancellation);
        await index.Generations.ConfirmAsync(Catalog, begun.Number, Cancellation);
    }

    private static async Task<string> FindAsync(IndexUnderTest index)
    {
        var query = new EntityQuery(Catalog, ToyPlugin.Books) { Hits = new(100, []) };
        return string.Join(' ', (await index.Search.SearchAsync([query], Cancellation))[0].Hits!.Hits.Select(h => h.EntityId));
    }

    private void Execute(string file, string sql)
    {
        using var connection = Connect(file);
        Execute(connection, sql);
    }

    private SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(CatalogFolder, file)};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
