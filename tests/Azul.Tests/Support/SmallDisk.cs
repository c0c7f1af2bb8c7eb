using System.Diagnostics;

namespace Azul.Tests.Support;

/// <summary>A folder on a small file system of its own, which can be filled to the brim and emptied again. Skips the test where this user may mount none.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string path;

    public SmallDisk(string path, int megabytes)
    {
        this.path = Directory.CreateDirectory(path).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "azul-test", path), "This user can mount nothing");
    }

    private string Ballast => Path.Combine(path, "ballast");

    /// <summary>Takes all space that is left.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
                ballast.Write(new byte[4096]);
        }
        catch (IOException)
        {
            // That was the last page.
        }
    }

    /// <summary>Gives back what <see cref="Fill"/> has taken.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose() => Run("umount", "--lazy", path);

    private static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
