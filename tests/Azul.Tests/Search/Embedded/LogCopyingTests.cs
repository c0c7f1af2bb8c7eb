using Azul.Search.Embedded;
using Azul.Tests.Support;

namespace Azul.Tests.Search.Embedded;

/// <summary>What is in the log of a file gets into the file without the writer.</summary>
public sealed class LogCopyingTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly CatalogConnection writer;

    public LogCopyingTests()
    {
        writer = Connect();
        writer.ExecuteScript("CREATE TABLE texts (text TEXT)");
    }

    private string DatabasePath => Path.Combine(folder.Path, "1.db");

    private long FileSize => new FileInfo(DatabasePath).Length;

    public void Dispose()
    {
        writer.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_log_that_has_become_long_is_copied()
    {
        var before = FileSize;
        var pages = WriteSome();
        Assert.Equal(before, FileSize);
        using (var log = new LogCopying(Connect))
            log.Written(pages * 1000);
        Assert.True(FileSize > before, $"The file should have grown from {before} bytes");
    }

    [Fact]
    public void A_log_that_is_short_is_left()
    {
        var before = FileSize;
        using (var log = new LogCopying(Connect))
            log.Written(WriteSome());
        Assert.Equal(before, FileSize);
    }

    [Fact]
    public void A_copy_that_fails_is_nobodys_error()
    {
        using var log = new LogCopying(() => throw StoreErrors.Gone(DatabasePath));
        log.Written(int.MaxValue);
    }

    /// <returns>How many pages were written.</returns>
    private int WriteSome()
    {
        writer.TakePagesWritten();
        writer.Writing(() => writer.Execute("INSERT INTO texts VALUES (?1)", new string('x', 50_000)));
        return writer.TakePagesWritten();
    }

    private CatalogConnection Connect()
    {
        var connection = new CatalogConnection(DatabasePath, new());
        connection.Open();
        return connection;
    }
}
