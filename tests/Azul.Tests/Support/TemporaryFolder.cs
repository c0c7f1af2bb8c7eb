namespace Azul.Tests.Support;

/// <summary>A folder of a test's own, which is deleted after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("azul-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
