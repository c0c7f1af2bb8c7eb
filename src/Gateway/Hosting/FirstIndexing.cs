using System.Globalization;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;
using Azul.Search;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Azul.Gateway.Hosting;

/// <summary>Once the program listens: says what to open, and indexes catalogs that hold nothing yet, unless <c>Azul:IndexOnStart</c> is false or the indexer is a program
/// of its own.</summary>
internal sealed class FirstIndexing(
    CatalogList catalogs, IDocumentStore store, IReindexing reindexing, IServer server, IHostApplicationLifetime lifetime, IConfiguration configuration)
    : BackgroundService
{
    private const string OnStartKey = "Azul:IndexOnStart";

    private readonly bool indexesOnStart = IsTrue(configuration.GetSection(OnStartKey)) && HostedIndexer.IsOn(configuration);
    private readonly TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once everything is indexed and said.</summary>
    public Task Done => done.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await BeginAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, perhaps before it has begun; what is queued stays queued.
        }
    }

    private async Task BeginAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
        // Before the indexing, which may take long: what is indexed is found at once.
        SayWhatToOpen();
        var empty = indexesOnStart ? await EmptyCatalogsAsync(stoppingToken) : [];
        if (empty.Count > 0)
        {
            foreach (var catalog in empty)
                await EnqueueAsync(catalog, stoppingToken);
            var end = await reindexing.WaitAsync(new ProgressLine($"Indexing {string.Join(", ", empty)}"), stoppingToken);
            await SayWhatIsIndexedAsync(empty, end, stoppingToken);
        }
        done.TrySetResult();
    }

    private async Task<IReadOnlyList<string>> EmptyCatalogsAsync(CancellationToken cancellation)
    {
        var empty = new List<string>();
        foreach (var catalog in catalogs)
        {
            if (await store.CountAsync(catalog.Name, cancellation) is { Contributions: 0, Aggregates: 0 })
                empty.Add(catalog.Name);
        }
        return empty;
    }

    // What keeps one catalog from being listed must not keep the others from being indexed and served.
    private async Task EnqueueAsync(string catalog, CancellationToken cancellation)
    {
        try
        {
            await reindexing.EnqueueAsync(new() { Catalogs = [catalog] }, cancellation);
        }
        catch (Exception e) when (e is RepositoryException or ReindexingException)
        {
            await Console.Error.WriteLineAsync($"{catalog} cannot be indexed: {e.Message}");
        }
    }

    private async Task SayWhatIsIndexedAsync(IReadOnlyList<string> indexed, IndexingProgress end, CancellationToken cancellation)
    {
        Console.WriteLine();
        foreach (var catalog in indexed)
        {
            var counts = await store.CountAsync(catalog, cancellation);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{catalog}: {counts.Aggregates} documents of {counts.Contributions} contributions in {end.Elapsed.TotalSeconds:0.0} s"));
        }
        if (end.Failed > 0)
            Console.WriteLine($"{end.Failed} of the messages failed; the command 'queues dump notifications_fail' of the indexer says why");
    }

    private static bool IsTrue(IConfigurationSection setting) => setting.Value is null or "" || setting.ReadFlag();

    private void SayWhatToOpen()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost:5000";
        // The hub holds everything together, so it is the place to start from.
        var entityType = catalogs.Default.Metadata.Model.ExposedTypes.MaxBy(t => t.IsHub)!.Name;
        Console.WriteLine($"""

            Azul serves {string.Join(", ", catalogs.Select(c => c.Name))}. Open

              {address}/graphql/ui             Banana Cake Pop, to explore
              {address}/graphql                GraphQL
              {address}{$"/index/{entityType}",-24}REST
              {address}/openapi                what REST offers

            Ctrl-C stops it.

            """);
    }
}
