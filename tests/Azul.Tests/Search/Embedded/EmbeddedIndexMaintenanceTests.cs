using Azul.Tests.Support;

namespace Azul.Tests.Search.Embedded;

public sealed class EmbeddedIndexMaintenanceTests : IndexMaintenanceContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) => EmbeddedIndex.OpenAsync(ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
