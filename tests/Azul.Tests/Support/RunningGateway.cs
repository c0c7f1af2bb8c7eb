using Azul.Gateway.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Support;

/// <summary>The gateway as users start it, with its indexer, in a data folder and on a port of its own, once it has indexed what its catalogs hold.</summary>
public sealed class RunningGateway : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private readonly string[] arguments;
    private WebApplication? app;

    public RunningGateway()
        : this([])
    {
    }

    /// <param name="arguments">Further arguments of the command line.</param>
    internal RunningGateway(string[] arguments) => this.arguments = arguments;

    /// <summary>A client of the gateway.</summary>
    public HttpClient Client { get; private set; } = null!;

    internal IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        app = GatewayProgram.Build(["--urls", "http://127.0.0.1:0", "--Azul:DataFolder", folder.Path, .. arguments]);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Client = new() { BaseAddress = new(address) };
        await app.Services.GetRequiredService<FirstIndexing>().Done;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        folder.Dispose();
    }
}
