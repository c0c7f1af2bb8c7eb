using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Azul.Gateway.Hosting;
using Azul.Indexer.Commands;
using Azul.Indexer.Hosting;
using Azul.Tests.Support;

namespace Azul.Tests.Hosting;

/// <summary>The program that asks another one of its kind how it is, as the health check of a container.</summary>
public sealed class HealthCommandTests(RunningGateway gateway) : IClassFixture<RunningGateway>
{
    private string Url => gateway.Client.BaseAddress!.ToString();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_that_is_well_has_exit_status_0(bool isBasic)
    {
        string[] options = isBasic ? ["--basic", "--urls", Url] : ["--urls", Url];

        var (status, output, error) = await IndexerAsync(options);

        Assert.Equal((0, ""), (status, error));
        Assert.True((bool)JsonNode.Parse(output)!["up"]!);
        Assert.Equal(isBasic, JsonNode.Parse(output)!.AsObject().Count == 1);
        Assert.Equal(0, await GatewayProgram.RunAsync(["health", .. options]));
    }

    [Fact]
    public async Task One_that_is_not_there_has_exit_status_1_and_is_named()
    {
        var url = $"http://127.0.0.1:{UnusedPort()}/";

        var (status, output, error) = await IndexerAsync("--urls", url);

        Assert.Equal((1, ""), (status, output));
        Assert.StartsWith($"{url} does not answer: ", error, StringComparison.Ordinal);
        Assert.Equal(1, await GatewayProgram.RunAsync(["health", "--urls", url]));
    }

    [Fact]
    public async Task An_argument_that_is_none_is_refused() => Assert.Equal(2, await GatewayProgram.RunAsync(["health", "--full"]));

    [Theory]
    [InlineData("http://+:8080", "http://localhost:8080/")]
    [InlineData("http://*:8080", "http://localhost:8080/")]
    [InlineData("http://0.0.0.0:80", "http://127.0.0.1/")]
    [InlineData("http://[::]:8080", "http://[::1]:8080/")]
    [InlineData("https://example.org;http://127.0.0.1:5000", "http://127.0.0.1:5000/")]
    [InlineData("unix:/run/azul", null)]
    public void Where_a_program_listens_is_turned_into_an_address_to_ask(string urls, string? address) =>
        Assert.Equal(address, HealthProbe.AddressOf(urls)?.ToString());

    private static async Task<(int Status, string Output, string Error)> IndexerAsync(params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var status = await CommandLine.RunAsync(["health", .. options], output, error, cancellation: TestContext.Current.CancellationToken);
        return (status, output.ToString(), error.ToString());
    }

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
