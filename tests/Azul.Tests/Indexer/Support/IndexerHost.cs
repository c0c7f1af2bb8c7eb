using Azul.Indexer;
using Azul.Indexer.Queues;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Embedded;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.Indexer.Support;

/// <summary>The whole indexer over the toy domain, in this process, on a data folder.</summary>
internal sealed class IndexerHost : IAsyncDisposable
{
    private readonly IHost host;

    private IndexerHost(IHost host, Catalog catalog)
    {
        this.host = host;
        Catalog = catalog;
    }

    public const string CatalogName = "toys";

    public Catalog Catalog { get; }

    public IWorkQueues Queues => host.Services.GetRequiredService<IWorkQueues>();

    public IDocumentStore Store => host.Services.GetRequiredService<IDocumentStore>();

    public IGenerations Generations => host.Services.GetRequiredService<IGenerations>();

    public IEntitySearch Search => host.Services.GetRequiredService<IEntitySearch>();

    public T Service<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public IReindexing Reindexing => host.Services.GetRequiredService<IReindexing>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts an indexer.</summary>
    /// <param name="folder">The data folder.</param>
    /// <param name="repository">The bundles.</param>
    /// <param name="settings">Settings below <c>Azul</c>.</param>
    /// <param name="services">Further services.</param>
    public static async Task<IndexerHost> StartAsync(
        string folder, FaultyRepository repository, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        var catalog = new Catalog(CatalogName, "toys", false, new ToyPlugin(), repository, "toy", []);
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([
            new("Azul:DataFolder", folder),
            new("Azul:Indexer:RetryDelay", "00:00:00.01"),
            .. (settings ?? []).Select(s => KeyValuePair.Create($"Azul:{s.Key}", s.Value))]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(new CatalogList([catalog]));
        services?.Invoke(builder.Services);
        builder.Services.AddEmbeddedIndex(new() { DataFolder = folder });
        builder.Services.AddIndexer(builder.Configuration.GetSection("Azul"));
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return new(host, catalog);
    }

    public Task AddAsync(params IEnumerable<SourcedBundle> bundles) => Reindexing.NotifyAsync(Catalog, [.. bundles], false, Cancellation);

    public Task DeleteAsync(params IEnumerable<SourcedBundle> bundles) => Reindexing.NotifyAsync(Catalog, [.. bundles], true, Cancellation);

    public async Task<IndexingProgress> WaitAsync() => await Reindexing.WaitAsync(null, Cancellation).WithPatience(Cancellation);

    public async Task<IReadOnlyList<QueuedMessage>> BrowseAsync(WorkQueue queue)
    {
        var messages = new List<QueuedMessage>();
        await foreach (var message in Queues.BrowseAsync(queue, Cancellation))
            messages.Add(message);
        return messages;
    }

    public async Task<long> VersionAsync(string type, string id) =>
        (await Store.ReadAggregateVersionsAsync(CatalogName, [new EntityReference(type, id)], Cancellation))[0];

    public Task StopAsync() => host.StopAsync(CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync(CancellationToken.None);
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}
