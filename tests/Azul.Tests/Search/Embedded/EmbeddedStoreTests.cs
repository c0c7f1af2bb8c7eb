using Azul.Tests.Support;

namespace Azul.Tests.Search.Embedded;

public sealed class EmbeddedStoreTests : DocumentStoreContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        EmbeddedIndex.OpenAsync(ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
