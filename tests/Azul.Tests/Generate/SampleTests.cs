using Azul.Tests.Support;

namespace Azul.Tests.Generate;

/// <summary>The staging area that comes with the gateway is what the generator makes.</summary>
public sealed class SampleTests
{
    private const int Bundles = 30;

    private static readonly string Sample = Path.Combine(SharedFiles.RepositoryRoot, "src", "Indexer", "Sample");

    [Fact]
    public async Task The_sample_is_what_the_generator_makes_with_its_default_seed()
    {
        using var area = await GeneratedArea.Of(Bundles);
        Assert.Equal(GeneratedArea.Contents(area.Path), GeneratedArea.Contents(Sample));
    }

    [Fact]
    public void The_sample_is_small() =>
        Assert.InRange(Directory.EnumerateFiles(Sample, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length), 500_000, 2_500_000);
}
