using Azul.Tests.Support;

namespace Azul.Tests.Search.Embedded;

public sealed class EmbeddedSearchTests : EntitySearchContract
{
    private protected override Task<IndexUnderTest> OpenAsync(string[] catalogs) =>
        EmbeddedIndex.OpenAsync(ToyRepository.Catalogs(new ToyPlugin(), catalogs));
}
