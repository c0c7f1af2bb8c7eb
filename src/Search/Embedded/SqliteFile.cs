using System.Collections.Concurrent;

namespace Azul.Search.Embedded;

/// <summary>
/// A SQLite file as this process uses it: one connection that writes, and a pool of connections that read. Safe for concurrent use.
/// </summary>
/// <remarks>
/// SQLite's calls are synchronous, and a commit waits for the disk. They run on a thread of the pool, so that a caller can prepare its next batch in the meantime.
/// </remarks>
internal class SqliteFile : IDisposable
{
    private readonly string path;
    private readonly EmbeddedIndexOptions options;
    private readonly Action<CatalogConnection, string> prepare;
    private readonly LogCopying log;
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly ConcurrentBag<CatalogConnection> readers = [];
    private readonly Lock preparing = new();

    private CatalogConnection? writer;
    private bool isPrepared;

    public SqliteFile(string path, EmbeddedIndexOptions options, Action<CatalogConnection, string> prepare)
    {
        this.path = path;
        this.options = options;
        this.prepare = prepare;
        log = new(Connect);
    }

    public string Path => path;

    /// <summary>Does something in one transaction that writes. Acknowledged means durable: it returns after the disk has confirmed.</summary>
    /// <exception cref="StoreException">The file cannot be used. Nothing was written then.</exception>
    public async Task<T> WriteAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Write(work), cancellation);
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Does something in one transaction that reads.</summary>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public Task<T> ReadAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation) => Task.Run(() => Read(work), cancellation);

    /// <summary>Reads what those see who open the file now. Others may have deleted or replaced it, which does not disturb those who have it open.</summary>
    /// <exception cref="StoreException">The file cannot be used.</exception>
    public Task<T> ReadAnewAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation) => Task.Run(
        () =>
        {
            try
            {
                using var connection = Connect();
                return connection.Reading(() => work(connection));
            }
            catch (Exception error) when (StoreErrors.IsKnown(error))
            {
                throw StoreErrors.Of(error, path);
            }
        },
        cancellation);

    /// <inheritdoc cref="ReadAsync"/>
    public T Read<T>(Func<CatalogConnection, T> work)
    {
        var connection = readers.TryTake(out var pooled) ? pooled : Connect();
        try
        {
            return connection.Reading(() => work(connection));
        }
        catch (Exception error) when (StoreErrors.IsKnown(error))
        {
            connection.Dispose();
            connection = null;
            throw StoreErrors.Of(error, path);
        }
        finally
        {
            if (connection is not null)
                readers.Add(connection);
        }
    }

    public void Dispose()
    {
        log.Dispose();
        writer?.Dispose();
        foreach (var reader in readers)
            reader.Dispose();
        writing.Dispose();
    }

    private T Write<T>(Func<CatalogConnection, T> work)
    {
        writer ??= Connect();
        // A file that was deleted can be written as long as it is open, but whatever is written is lost.
        if (!File.Exists(path))
            throw StoreErrors.Gone(path);
        try
        {
            var result = writer.Writing(() => work(writer));
            log.Written(writer.TakePagesWritten());
            return result;
        }
        catch (Exception error) when (StoreErrors.IsKnown(error))
        {
            writer.Dispose();
            writer = null;
            throw StoreErrors.Of(error, path);
        }
    }

    private CatalogConnection Connect()
    {
        lock (preparing)
        {
            CatalogConnection? connection = null;
            try
            {
                // Once there was a file, an empty one in its place would be taken for all there is.
                if (!isPrepared)
                    Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
                else if (!File.Exists(path))
                    throw StoreErrors.Gone(path);
                connection = new(path, options, mustExist: isPrepared);
                connection.Open();
                if (!isPrepared)
                    prepare(connection, path);
                isPrepared = true;
                return connection;
            }
            catch (Exception error)
            {
                connection?.Dispose();
                if (StoreErrors.IsKnown(error))
                    throw StoreErrors.Of(error, path);
                throw;
            }
        }
    }
}
