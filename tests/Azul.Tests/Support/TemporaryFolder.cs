namespace Azul.Tests.Support;

/// <summary>An empty folder that is deleted with all that a test wrote to it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder()
        : this(null)
    {
    }

    /// <param name="preferred">The folder to make it in, if that is there.</param>
    public TemporaryFolder(string? preferred) => Path = Directory.Exists(preferred)
        ? Directory.CreateDirectory(System.IO.Path.Combine(preferred, $"azul-{Guid.NewGuid():n}")).FullName
        : Directory.CreateTempSubdirectory("azul-").FullName;

    public string Path { get; }

    /// <summary>Writes a text file, and the folders that it needs.</summary>
    public void Write(string relative, string content)
    {
        var path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
