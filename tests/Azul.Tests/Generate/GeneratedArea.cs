using Azul.Indexer.Generate;
using Azul.Tests.Support;

namespace Azul.Tests.Generate;

/// <summary>A made-up area that several tests look at.</summary>
public sealed class GeneratedArea : IAsyncLifetime
{
    internal const int Bundles = 200;

    private TemporaryFolder? folder;

    internal string Path => folder!.Path;

    public async ValueTask InitializeAsync() => folder = await Of(Bundles);

    public ValueTask DisposeAsync()
    {
        folder!.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static async Task<TemporaryFolder> Of(int bundles, int seed = StagingAreaOptions.DefaultSeed, bool inOneProject = false, IProgress<int>? progress = null)
    {
        var area = new TemporaryFolder();
        var options = new StagingAreaOptions { Folder = area.Path, Bundles = bundles, Seed = seed, InOneProject = inOneProject };
        await new StagingAreaGenerator(options).GenerateAsync(progress, TestContext.Current.CancellationToken);
        return area;
    }

    /// <summary>The text of every file in a folder, by path.</summary>
    internal static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(f => System.IO.Path.GetRelativePath(folder, f), File.ReadAllText);
}
