using Azul.Tests.Support;

namespace Azul.Tests.Search.Embedded;

public sealed class EmbeddedLeasesTests : LeasesContract, IDisposable
{
    private readonly TemporaryFolder folder = new();

    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs, TimeProvider time) =>
        EmbeddedIndex.OpenAsync(ToyRepository.Catalogs(new ToyPlugin(), catalogs), new() { DataFolder = folder.Path }, time);

    public void Dispose() => folder.Dispose();
}
