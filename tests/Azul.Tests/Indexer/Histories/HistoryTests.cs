using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Histories;

public sealed class HistoryTests
{
    private const int Histories = 200;

    [Fact]
    public async Task History_does_not_matter()
    {
        for (var seed = Seed.Value; seed < Seed.Value + Histories; seed++)
        {
            try
            {
                await new History(seed).RunAsync(TestContext.Current.CancellationToken);
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"AZUL_SEED={seed}: {e}");
            }
        }
    }
}
