using System.Diagnostics;
using System.Runtime.Versioning;

namespace Azul.Tests.Support;

/// <summary>
/// Makes a folder read-only for this process until it is disposed of: by its permissions or, as those mean nothing to root, by mounting a copy of it read-only. Skips the test
/// where neither can be done.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class ReadOnlyFolder : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string path;
    private readonly bool isMounted;

    public ReadOnlyFolder(string path)
    {
        this.path = path;
        isMounted = Environment.IsPrivilegedProcess;
        if (isMounted)
            Assert.SkipUnless(Run("mount", "--bind", path, path) && Run("mount", "-o", "remount,ro,bind", path), "This user can write everything and mount nothing");
        else
            SetModes(UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        if (isMounted)
            Run("umount", path);
        else
            SetModes(Owner);
    }

    private void SetModes(UnixFileMode mode)
    {
        foreach (var file in Directory.EnumerateFiles(path))
            File.SetUnixFileMode(file, mode & ~UnixFileMode.UserExecute);
        File.SetUnixFileMode(path, mode);
    }

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
