using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Azul.Gateway.Hosting;
using Azul.Tests.Indexer.Support;
using Azul.Tests.Support;

namespace Azul.Tests.Hosting;

/// <summary>What somebody sees who starts the gateway.</summary>
public sealed class GatewayProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task What_to_open_is_said_before_the_first_indexing_and_what_was_indexed_after_it()
    {
        await using var gateway = Start("http://127.0.0.1:0");
        while (!gateway.HasExited && !gateway.Output.Contains("contributions in", StringComparison.Ordinal))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, await gateway.TerminateAsync());
        var (open, indexing) = (gateway.Output.IndexOf("Azul serves sample. Open", StringComparison.Ordinal), gateway.Output.IndexOf("Indexing sample", StringComparison.Ordinal));
        Assert.True(open >= 0 && indexing > open, gateway.Output);
    }

    [Fact]
    public async Task An_address_that_is_in_use_is_one_clear_line()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        await using var gateway = Start(address);
        Assert.Equal(2, await gateway.EndAsync());
        Assert.Contains("CONFIGURATION: urls: Failed to bind to address " + address, gateway.Output, StringComparison.Ordinal);
        Assert.Contains("--urls", gateway.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", gateway.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_used_is_one_clear_line()
    {
        folder.Write("data/queues.db", new string('x', 5000));
        await using var gateway = Start("http://127.0.0.1:0");
        Assert.Equal(2, await gateway.EndAsync());
        Assert.Equal("QUEUE_FORMAT: The file of the queues is damaged or no file of queues", gateway.Output.Trim());
    }

    public void Dispose() => folder.Dispose();

    private WorkerProcess Start(string urls) => WorkerProcess.StartProgram(typeof(GatewayProgram).Assembly, "--urls", urls, "--Azul:DataFolder", Path.Combine(folder.Path, "data"));
}
