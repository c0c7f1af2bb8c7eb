using System.Diagnostics;
using Azul.Gateway.GraphQL;
using Azul.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Azul.Benchmarks.Elasticsearch;

/// <summary>
/// A gateway with GraphQL alone as a process of its own, under the runtime settings of the program that is shipped: it is compiled, collects garbage and waits for work as that one does. It is this
/// program, started again, since the shipped one does not know the plugin with the facets.
/// </summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private const string Settings = "Azul.Gateway.runtimeconfig.json";

    private readonly Process process;

    private GatewayProcess(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The processor time that it has taken so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Starts one.</summary>
    /// <param name="options">The index, of which it is told address and prefix.</param>
    public static async Task<GatewayProcess> StartAsync(ElasticsearchOptions options)
    {
        var program = typeof(GatewayProcess).Assembly.Location;
        var process = Process.Start(new ProcessStartInfo("dotnet",
            ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, Settings), "--depsfile", Path.ChangeExtension(program, "deps.json"), program, "gateway", $"{options.Nodes[0]}", options.Prefix])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return new(process, new(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The gateway did not start")));
    }

    /// <summary>What the process does: it says where it listens, and ends once its input is closed.</summary>
    public static async Task RunAsync(string node, string prefix)
    {
        await using var app = Build(new() { Nodes = [new(node)], Prefix = prefix }, _ => { });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
    }

    /// <summary>The gateway.</summary>
    public static WebApplication Build(ElasticsearchOptions options, Action<IServiceCollection> change)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(ToyRepository.Catalogs(new WidePlugin(), "toys"));
        builder.Services.AddElasticsearchIndex(options);
        builder.Services.AddGraphQLApi(builder.Configuration.GetSection("Azul"));
        change(builder.Services);
        var app = builder.Build();
        app.MapGraphQLApi();
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
