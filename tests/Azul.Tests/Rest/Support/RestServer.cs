using System.Net;
using Azul.Gateway.Rest;
using Azul.Indexer;
using Azul.Plugins.Anvil;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Hca;
using Azul.Plugins.Repositories.Canned;
using Azul.Plugins.Repositories.Staging;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Embedded;
using Azul.Tests.Golden;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Rest.Support;

/// <summary>The REST API behind a real socket.</summary>
internal sealed class RestServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private RestServer(WebApplication app)
    {
        this.app = app;
        Address = new(app.Urls.First());
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = Address };
    }

    public Uri Address { get; }

    public HttpClient Client { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Starts the API on catalogs, a store and a search that the caller registers.</summary>
    public static async Task<RestServer> StartAsync(Action<IServiceCollection> register, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        register(builder.Services);
        builder.Services.AddWorkQueues(builder.Configuration.GetSection("Azul"));
        builder.Services.AddRestApi();
        var app = builder.Build();
        app.MapRestApi();
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Starts the API on the catalogs that the settings list, in an embedded index.</summary>
    public static Task<RestServer> StartAsync(string dataFolder, IReadOnlyCollection<KeyValuePair<string, string?>> settings) =>
        StartAsync(dataFolder, settings, services => services.AddEmbeddedIndex(new() { DataFolder = dataFolder }));

    /// <summary>Starts the API on the catalogs that the settings list, in an index that the caller registers.</summary>
    public static Task<RestServer> StartAsync(string dataFolder, IReadOnlyCollection<KeyValuePair<string, string?>> settings, Action<IServiceCollection> addIndex) => StartAsync(
        services =>
        {
            services.AddSingleton(provider => CatalogConfiguration.Read(
                provider.GetRequiredService<IConfiguration>(),
                [new HcaPlugin(), new AnvilPlugin()],
                [new CannedRepositoryFactory(AppContext.BaseDirectory), new StagingRepositoryFactory(AppContext.BaseDirectory, TimeProvider.System)]));
            addIndex(services);
        },
        [new("Azul:DataFolder", dataFolder), .. settings]);

    /// <summary>Indexes every bundle that the repository of a catalog has.</summary>
    public async Task IndexAsync(string name)
    {
        var catalog = Services.GetRequiredService<CatalogList>().Find(name)!;
        var store = Services.GetRequiredService<IDocumentStore>();
        await store.OpenAsync(CancellationToken.None);
        var indexing = new Indexing(catalog.Metadata);
        foreach (var source in await catalog.Repository.ListSourcesAsync(CancellationToken.None))
        {
            await foreach (var bundle in catalog.Repository.ListBundlesAsync(source, "", CancellationToken.None))
                indexing.Add(await catalog.Repository.FetchAsync(bundle, CancellationToken.None));
        }
        var writes = indexing.Aggregates().Select(a => new AggregateWrite(a.Entity, AggregateDocument.Of(catalog.Metadata, a), 0)).ToArray();
        var outcomes = await store.WriteAggregatesAsync(name, writes, CancellationToken.None);
        Assert.All(outcomes, o => Assert.Equal(WriteStatus.Created, o.Status));
    }

    /// <summary>A request whose path and query are sent exactly as they are.</summary>
    public HttpRequestMessage Request(string method, string url) => new(
        new(method), new Uri(Address.GetLeftPart(UriPartial.Authority) + url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
