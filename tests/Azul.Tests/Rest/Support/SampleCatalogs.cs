using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Hca;
using Azul.Plugins.Repositories.Staging;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Embedded;
using Azul.Tests.Search;
using Azul.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Rest.Support;

/// <summary>
/// Two catalogs that need nothing outside the checkout: <c>test</c>, the sample that comes with the program, and <c>toys</c>, random books of another plugin. A token <c>none</c> may access
/// nothing, <c>some</c> the sources <c>s1</c> and <c>s2</c> of the toys.
/// </summary>
public sealed class SampleCatalogs : IAsyncLifetime
{
    public const int BookCount = 60;

    private readonly TemporaryFolder folder = new();

    internal RestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await StartAsync(folder.Path);
        await Server.IndexAsync("test");
        var books = new RandomBooks(new(Seed.Value));
        var writes = Enumerable.Range(0, BookCount).Select(books.Book).Select(b => new AggregateWrite(b.Entity, b, 0));
        await Server.Services.GetRequiredService<IDocumentStore>().WriteAggregatesAsync("toys", [.. writes], CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Dispose();
    }

    private static async Task<RestServer> StartAsync(string data)
    {
        Dictionary<string, string?> settings = new()
        {
            ["Azul:DataFolder"] = data,
            ["Azul:Catalogs:0:Name"] = "test",
            ["Azul:Catalogs:0:Atlas"] = "hca",
            ["Azul:Catalogs:0:Metadata"] = "hca",
            ["Azul:Catalogs:0:Repository"] = "staging",
            ["Azul:Catalogs:0:Sources:0:Spec"] = "sample:",
            ["Azul:Catalogs:0:Sources:0:Folder"] = Path.Combine(SharedFiles.RepositoryRoot, "src", "Indexer", "Sample"),
            ["Azul:Access:Tokens:0:Token"] = "none",
            ["Azul:Access:Tokens:0:Sources"] = "none",
            ["Azul:Access:Tokens:1:Token"] = "some",
            ["Azul:Access:Tokens:1:Sources:0"] = "s1",
            ["Azul:Access:Tokens:1:Sources:1"] = "s2",
        };
        var server = await RestServer.StartAsync(
            services =>
            {
                services.AddSingleton(provider => new CatalogList(
                [
                    .. CatalogConfiguration.Read(
                        provider.GetRequiredService<IConfiguration>(), [new HcaPlugin()], [new StagingRepositoryFactory(AppContext.BaseDirectory, TimeProvider.System)]),
                    .. ToyRepository.Catalogs(new ToyPlugin(), "toys"),
                ]));
                services.AddEmbeddedIndex(new() { DataFolder = data });
            },
            settings);
        await server.Services.GetRequiredService<IWorkQueues>().OpenAsync(CancellationToken.None);
        return server;
    }
}
