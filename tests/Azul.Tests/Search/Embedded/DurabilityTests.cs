using System.Runtime.Versioning;
using System.Text;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Metadata;
using Azul.Search;
using Azul.Search.Embedded;
using Azul.Search.Queries;
using Azul.Tests.Support;
using Microsoft.Data.Sqlite;
using static Azul.Tests.Search.ToyDocuments;

namespace Azul.Tests.Search.Embedded;

/// <summary>What is left when processes come and go, disks fill up and formats change.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const string Catalog = "toys";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private EmbeddedIndexOptions Options => new() { DataFolder = folder.Path };

    private string DatabasePath => Path.Combine(folder.Path, "catalogs", Catalog, "1.db");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task What_was_written_is_there_after_closing_and_opening()
    {
        await using (var index = await OpenAsync())
        {
            await index.PutAsync(Catalog, Book("a", ("title", "Emma")));
            await index.Store.WriteContributionsAsync(Catalog, [Contribution("b1", "Persuasion")], Cancellation);
        }
        await using var again = await OpenAsync();
        Assert.Equal("a", await FindAsync(again));
        Assert.Equal(new(1, 1, 0), await again.Store.CountAsync(Catalog, Cancellation));
    }

    [Fact]
    public async Task Another_process_sees_changes_at_once()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        Assert.Equal("", await FindAsync(second));
        await first.PutAsync(Catalog, Book("a"), Book("b"));
        Assert.Equal("a b", await FindAsync(second));
        await second.DeleteAsync(Catalog, new EntityReference(ToyPlugin.Books, "a"));
        await second.PutAsync(Catalog, Book("c"));
        Assert.Equal("b c", await FindAsync(first));
    }

    [Fact]
    public async Task Several_processes_can_write_at_once()
    {
        await using var first = await OpenAsync();
        await using var second = await OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? first : second).PutAsync(Catalog, Book($"b{i}"))));
        Assert.Equal(40, (await first.Store.CountAsync(Catalog, Cancellation)).Aggregates);
    }

    [Fact]
    public async Task Several_processes_can_open_a_new_folder_at_once()
    {
        for (var i = 0; i < 10; i++)
        {
            using var shared = new TemporaryFolder();
            var options = Options with { DataFolder = shared.Path };
            var indices = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => OpenAsync(options))));
            foreach (var index in indices)
                await index.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_full_store_says_so_and_keeps_what_it_has()
    {
        await using var index = await OpenAsync(Options with { MaxPages = 40 });
        await index.PutAsync(Catalog, Book("a"));
        var error = await Assert.ThrowsAsync<StoreException>(async () =>
        {
            for (var i = 0; i < 100; i++)
                await index.Store.WriteContributionsAsync(Catalog, [Contribution($"b{i}", new string('x', 20_000))], Cancellation);
        });
        Assert.Equal("STORE_FULL", error.Code);
        Assert.Equal("a", await FindAsync(index));
        Assert.True((await index.Store.CountAsync(Catalog, Cancellation)).Contributions > 0);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_refused()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "catalogs"), "no folder", Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal("STORE_UNREACHABLE", error.Code);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Folders have no permissions there");
        await (await OpenAsync()).DisposeAsync();
        using var readOnly = new ReadOnlyFolder(Path.GetDirectoryName(DatabasePath)!);
        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Contains(error.Code, new[] { "STORE_READ_ONLY", "STORE_UNREACHABLE" });
    }

    [Theory]
    [InlineData(8, "STORE_READ_ONLY")]
    [InlineData(13, "STORE_FULL")]
    [InlineData(5, "STORE_BUSY")]
    [InlineData(10, "STORE_IO")]
    [InlineData(11, "STORE_CORRUPT")]
    [InlineData(14, "STORE_UNREACHABLE")]
    [InlineData(1, "STORE_ERROR")]
    public void Every_error_has_a_code(int sqliteError, string code) => Assert.Equal(code, StoreErrors.Of(new SqliteException("it failed", sqliteError), "x.db").Code);

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(DatabasePath)!);
        await File.WriteAllTextAsync(DatabasePath, new string('x', 10_000), Cancellation);
        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal("STORE_CORRUPT", error.Code);
        Assert.Contains(DatabasePath, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_format_is_refused_with_what_was_found_and_what_to_do()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("UPDATE meta SET value = '999' WHERE key = 'format'");
        var error = await Assert.ThrowsAsync<StoreException>(OpenAsync);
        Assert.Equal("STORE_FORMAT", error.Code);
        Assert.Contains(DatabasePath, error.Message, StringComparison.Ordinal);
        Assert.Contains("999", error.Message, StringComparison.Ordinal);
        Assert.Contains($"format {StoreFormat.Number}", error.Message, StringComparison.Ordinal);
        Assert.Contains("delete", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_cannot_read_its_files_is_unavailable()
    {
        await (await OpenAsync()).DisposeAsync();
        Execute("UPDATE meta SET value = '999' WHERE key = 'format'");
        using var files = new CatalogFiles(Catalogs(new ToyPlugin()), Options);
        var error = await Assert.ThrowsAsync<SearchException>(() => new EmbeddedSearch(files).SearchAsync([new(Catalog, ToyPlugin.Books)], Cancellation));
        Assert.Equal("STORE_FORMAT", error.Code);
        Assert.True(error.IsUnavailable);
    }

    [Fact]
    public async Task Aggregates_are_made_anew_when_the_plugin_has_other_fields()
    {
        await using (var index = await OpenAsync())
        {
            await index.Store.WriteContributionsAsync(Catalog, [Contribution("b1", "Emma"), Contribution("b2", "Persuasion"), Contribution("b2", "Persuasion") with { Deleted = true }], Cancellation);
            await index.PutAsync(Catalog, Book("gone"), Book("b1", ("title", "stale")));
        }
        await using var again = await OpenAsync(Options, new ToyPluginWithColor());
        Assert.Equal("b1", await FindAsync(again));
        Assert.Equal("b1", await FindAsync(again, new Filter.Is("color", ["red"])));
        Assert.Equal("b1", await FindAsync(again, new Filter.Is("title", ["Emma"])));
    }

    [Fact]
    public async Task Aggregates_stay_as_they_are_when_the_fields_do()
    {
        await using (var index = await OpenAsync())
            await index.PutAsync(Catalog, Book("a"));
        await using var again = await OpenAsync();
        Assert.Equal("a", await FindAsync(again));
    }

    private Task<IndexUnderTest> OpenAsync() => OpenAsync(Options);

    private static Task<IndexUnderTest> OpenAsync(EmbeddedIndexOptions options, IMetadataPlugin? plugin = null) =>
        EmbeddedIndex.OpenAsync(Catalogs(plugin ?? new ToyPlugin()), options);

    private static CatalogList Catalogs(IMetadataPlugin plugin) => ToyRepository.Catalogs(plugin, Catalog);

    private static async Task<string> FindAsync(IndexUnderTest index, Filter? filter = null)
    {
        var query = new EntityQuery(Catalog, ToyPlugin.Books) { Filter = filter ?? Filter.Everything, Hits = new(100, []) };
        return string.Join(' ', (await index.Search.SearchAsync([query], Cancellation))[0].Hits!.Hits.Select(h => h.EntityId));
    }

    private static StoredContribution Contribution(string id, string title) => new(
        new(ToyPlugin.Books, id),
        new("u1", "v1"),
        new("s1", "toy:"),
        false,
        Encoding.UTF8.GetBytes($$"""{"books":[{"document_id":"{{id}}","title":"{{title}}","color":"red"}]}"""));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={DatabasePath};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class ToyPluginWithColor : ToyPlugin
    {
        private static readonly MetadataModel Plain = new ToyPlugin().Model;

        public override MetadataModel Model { get; } = new(
            Plain.Prefix,
            Plain.Description,
            Plain.EntityTypes,
            [BookType(Property.Text("color", "The color of the cover").Facet("color")), .. Plain.InnerTypes.Skip(1)],
            Plain.Document,
            Plain.Special,
            Plain.Summary);
    }
}
