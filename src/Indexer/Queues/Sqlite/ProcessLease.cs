namespace Azul.Indexer.Queues.Sqlite;

/// <summary>
/// Shows that a process is alive: a file in the data folder that it keeps locked, which the operating system unlocks when the process ends, however it ends.
/// </summary>
internal sealed class ProcessLease : IDisposable
{
    private readonly FileStream file;

    /// <param name="folder">The folder that the processes share.</param>
    /// <param name="owner">The name of this process, new for each.</param>
    public ProcessLease(string folder, string owner)
    {
        Directory.CreateDirectory(folder);
        file = new(PathOf(folder, owner), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        Owner = owner;
    }

    public string Owner { get; }

    /// <summary>Whether the process of that name has ended. Removes what it left behind.</summary>
    public static bool HasEnded(string folder, string owner)
    {
        try
        {
            using var file = new FileStream(PathOf(folder, owner), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Dispose() => file.Dispose();

    private static string PathOf(string folder, string owner) => Path.Combine(folder, owner + ".lease");
}
