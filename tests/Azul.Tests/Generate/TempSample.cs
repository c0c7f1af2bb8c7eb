namespace Azul.Tests.Generate;
public sealed class TempSample
{
    [Fact]
    public async Task Go()
    {
        await new Azul.Indexer.Generate.StagingAreaGenerator(new() { Folder = System.IO.Path.Combine(Support.SharedFiles.RepositoryRoot, "src", "Gateway", "Sample"), Bundles = 30 }).GenerateAsync(null, default);
        await new Azul.Indexer.Generate.StagingAreaGenerator(new() { Folder = "/tmp/area1000", Bundles = 1000 }).GenerateAsync(null, default);
    }
}
