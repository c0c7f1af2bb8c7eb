using System.Diagnostics;

namespace Azul.Tests.Support;

/// <summary>
/// Makes files and folders read-only until it is disposed of, also for those who have them open, and for root: what a file system that was remounted does. Skips the test where this user may not.
/// </summary>
internal sealed class FrozenFiles : IDisposable
{
    private readonly string[] paths;

    /// <param name="folder">A folder, which is frozen with all that is in it.</param>
    public FrozenFiles(string folder)
    {
        // SQLite's index of its log is memory that processes share; the kernel kills who writes to such memory of a frozen file.
        paths = [folder, .. Directory.EnumerateFileSystemEntries(folder, "*", SearchOption.AllDirectories).Where(p => !p.EndsWith("-shm", StringComparison.Ordinal))];
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "This user can freeze nothing");
        if (Run("+i"))
            return;
        Run("-i");
        Assert.Skip("This file system can freeze nothing");
    }

    public void Dispose() => Run("-i");

    private bool Run(string change)
    {
        using var process = Process.Start(new ProcessStartInfo("chattr", [change, .. paths]) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
