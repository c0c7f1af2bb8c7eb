using Azul.Search.Elasticsearch;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Azul.Tests.Rest.Recordings;

/// <summary>The catalogs that the recordings were made on, in Elasticsearch 9.</summary>
public sealed class ElasticsearchGoldenCatalogs : GoldenCatalogs
{
    private readonly ElasticsearchServer server = ElasticsearchServer.Newest;
    private ElasticsearchOptions options = new();

    public override async ValueTask InitializeAsync()
    {
        await server.StartAsync();
        options = server.Options();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Open is not null)
            await ElasticsearchIndex.DeleteAsync(options);
        GC.SuppressFinalize(this);
    }

    private protected override void AddIndex(IServiceCollection services) => services.AddElasticsearchIndex(options);

    private protected override Task SettleAsync() => ElasticsearchIndex.RefreshAsync(options);
}
