using System.Collections.Concurrent;
using System.Globalization;
using Azul.Plugins.Catalogs;

namespace Azul.Search.Embedded;

/// <summary>
/// The generations of one catalog: <c>generations.db</c> in its folder says which there are, and each has a file of its own beside it. A generation is there once its row is. Safe for concurrent use.
/// </summary>
internal sealed class GenerationFile : IDisposable
{
    private const long First = 1;

    // A catalog that is new, or was made before there were generations, has one generation, which is live. Numbers are never used twice, or messages of an old one could reach a new one.
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS generations (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            state TEXT NOT NULL,
            since INTEGER NOT NULL,
            problem TEXT
        ) STRICT;
        CREATE UNIQUE INDEX IF NOT EXISTS one_live ON generations (state) WHERE state = 'Live';
        INSERT INTO generations SELECT 1, 'Live', 0, NULL WHERE NOT EXISTS (SELECT 1 FROM generations);
        """;

    private readonly string folder;
    private readonly EmbeddedIndexOptions options;
    private readonly SqliteFile file;
    private readonly ConcurrentDictionary<long, CatalogFile> files = [];

    public GenerationFile(Catalog catalog, EmbeddedIndexOptions options)
    {
        Catalog = catalog;
        this.options = options;
        folder = Path.GetFullPath(Path.Combine(options.DataFolder, "catalogs", catalog.Name));
        // However full the index is, it must be possible to say which generation is live.
        file = new(Path.Combine(folder, "generations.db"), options with { MaxPages = null }, Prepare);
    }

    public Catalog Catalog { get; }

    /// <summary>The generations as they are now. What is open of those that nothing is written to any more is let go.</summary>
    public IReadOnlyList<Generation> List()
    {
        var generations = file.Read(List);
        // Not disposed of: whoever uses it still holds on to it, and once nobody does it is closed.
        foreach (var number in files.Keys.Where(n => !generations.Any(g => g.Number == n && g.IsCurrent)))
            files.TryRemove(number, out _);
        return generations;
    }

    /// <summary>Changes the generations in one transaction that no other process interferes with.</summary>
    public Task<T> ChangeAsync<T>(Func<CatalogConnection, T> change, CancellationToken cancellation) => file.WriteAsync(change, cancellation);

    /// <summary>The file of the live generation.</summary>
    public CatalogFile Live() => FileOf(file.Read(LiveNumber));

    /// <summary>The file of a generation, or of the live one.</summary>
    /// <exception cref="StoreException">There is no such generation.</exception>
    public CatalogFile Find(long? number) => number is not { } n
        ? Live()
        : file.Read(c => c.Number("SELECT number FROM generations WHERE number = ?1", n)) is null
            ? throw Unknown(n)
            : FileOf(n);

    /// <summary>The file of a generation that is there, or is about to be.</summary>
    public CatalogFile FileOf(long number) => files.GetOrAdd(number, n => new(Catalog, PathOf(n), options));

    /// <summary>Deletes the files of generations that are not there. Within a change, so that none is about to be.</summary>
    public void DeleteOrphans(CatalogConnection connection)
    {
        var known = List(connection).Select(g => g.Number).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(folder, "*.db*"))
        {
            var name = Path.GetFileName(path);
            if (!long.TryParse(name[..name.IndexOf('.', StringComparison.Ordinal)], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || known.Contains(number))
                continue;
            files.TryRemove(number, out _);
            Delete(path);
        }
    }

    public StoreException Unknown(long number) => new(
        "UNKNOWN_GENERATION", $"The catalog {Catalog.Name} has no generation {number}, only {string.Join(", ", List().Select(g => g.Number))}");

    public void Dispose()
    {
        foreach (var opened in files.Values)
            opened.Dispose();
        file.Dispose();
    }

    public static IReadOnlyList<Generation> List(CatalogConnection connection)
    {
        var generations = new List<Generation>();
        using var rows = connection.Query("SELECT number, state, since, problem FROM generations ORDER BY number");
        while (rows.Read())
        {
            generations.Add(new(
                rows.GetInt64(0), Enum.Parse<GenerationState>(rows.GetString(1)), DateTimeOffset.FromUnixTimeMilliseconds(rows.GetInt64(2)), rows.IsNull(3) ? null : rows.GetString(3)));
        }
        return generations;
    }

    private static long LiveNumber(CatalogConnection connection) => connection.Number("SELECT number FROM generations WHERE state = 'Live'") ?? First;

    private static void Prepare(CatalogConnection connection, string path) => connection.Writing(() =>
    {
        connection.ExecuteScript(Schema);
        return true;
    });

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // Some systems delete nothing that is open. The next time, then.
        }
    }

    private string PathOf(long number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{number}.db"));
}
