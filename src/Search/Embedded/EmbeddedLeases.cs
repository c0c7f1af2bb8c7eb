namespace Azul.Search.Embedded;

/// <summary>Leases in <c>leases.db</c> in the data folder. The processes that share it are on one machine, and so on one clock.</summary>
internal sealed class EmbeddedLeases(EmbeddedIndexOptions options, TimeProvider time) : ILeases, IDisposable
{
    private const string Schema = """
        CREATE TABLE IF NOT EXISTS leases (
            name TEXT PRIMARY KEY,
            holder TEXT NOT NULL,
            until INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    private const string Take = """
        INSERT INTO leases VALUES (?1, ?2, ?4)
        ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until WHERE holder = excluded.holder OR until <= ?3
        """;

    private readonly SqliteFile file = new(
        Path.GetFullPath(Path.Combine(options.DataFolder, "leases.db")), options, (connection, _) => connection.Writing(() => connection.Execute(Schema)));

    public Task<bool> TryTakeAsync(string name, string holder, TimeSpan duration, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return file.WriteAsync(
            connection => connection.Execute(Take, name, holder, now.ToUnixTimeMilliseconds(), (now + duration).ToUnixTimeMilliseconds()) == 1, cancellation);
    }

    public void Dispose() => file.Dispose();
}
