namespace Azul.Search.Embedded;

/// <summary>
/// Copies the log of a SQLite file to the file itself, beside those who write, who would otherwise stop for it. What comes in while it copies stays in the log, so the writer still copies the rest
/// when the log has become large (<c>wal_autocheckpoint</c>). For the one writer of a process.
/// </summary>
internal sealed class LogCopying(Func<CatalogConnection> connect) : IDisposable
{
    // 32 MB: of the pages that many entries of an index share, the more are copied once for several writes the longer they stay in the log.
    private const int PagesAtOnce = 8000;

    private CatalogConnection? connection;
    private Task copying = Task.CompletedTask;
    private int pages;

    /// <summary>Notes that pages were written to the log.</summary>
    public void Written(int count)
    {
        pages += count;
        if (pages < PagesAtOnce || !copying.IsCompleted)
            return;
        pages = 0;
        copying = Task.Run(Copy);
    }

    public void Dispose()
    {
        copying.GetAwaiter().GetResult();
        connection?.Dispose();
    }

    private void Copy()
    {
        try
        {
            connection ??= connect();
            connection.CopyLog();
        }
        catch (Exception error) when (error is StoreException || StoreErrors.IsKnown(error))
        {
            // The writer will copy it, or say why it cannot.
            connection?.Dispose();
            connection = null;
        }
    }
}
