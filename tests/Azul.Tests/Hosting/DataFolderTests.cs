using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azul.Tests.Support;

namespace Azul.Tests.Hosting;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_whose_data_folder_was_deleted_says_that_it_is_not_well()
    {
        var data = Path.Combine(folder.Path, "data");
        await using var gateway = new RunningGateway(["--Azul:DataFolder", data]);
        await gateway.InitializeAsync();
        Assert.Equal(HttpStatusCode.OK, (await gateway.Client.GetAsync("/health", Cancellation)).StatusCode);

        Directory.Delete(data, recursive: true);
        var response = await gateway.Client.GetAsync("/health", Cancellation);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        var health = await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.StartsWith("STORE_UNREACHABLE", health.GetProperty("elasticsearch").GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("QUEUE_UNAVAILABLE", health.GetProperty("queues").GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();
}
