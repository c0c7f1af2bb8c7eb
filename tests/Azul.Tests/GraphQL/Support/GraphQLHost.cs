using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Azul.Gateway.GraphQL;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch;
using Azul.Search.Embedded;
using Azul.Tests.Search.Elasticsearch;
using Azul.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Azul.Tests.GraphQL.Support;

/// <summary>A gateway with GraphQL alone, on a real socket, over an index of its own: the embedded one, or one on a server.</summary>
internal sealed class GraphQLHost : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly WebApplication app;
    private readonly ElasticsearchOptions? elasticsearch;

    private GraphQLHost(CatalogList catalogs, AccessibleSources? accessible, (string Key, string Value)[] settings, ElasticsearchOptions? elasticsearch)
    {
        this.elasticsearch = elasticsearch;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Configuration["Azul:DataFolder"] = folder.Path;
        builder.Services.AddSingleton(catalogs);
        if (elasticsearch is not null)
            builder.Services.AddElasticsearchIndex(elasticsearch);
        else
            builder.Services.AddEmbeddedIndex(new() { DataFolder = folder.Path });
        builder.Services.AddSingleton<ISourceAccessPolicy>(Policy);
        builder.Services.AddGraphQLApi(builder.Configuration.GetSection("Azul"));
        var search = builder.Services.Single(s => s.ServiceType == typeof(IEntitySearch)).ImplementationType!;
        builder.Services.AddSingleton<IEntitySearch>(services => Search = new((IEntitySearch)ActivatorUtilities.CreateInstance(services, search)));
        Policy.Accessible = accessible ?? AccessibleSources.All;
        app = builder.Build();
        app.MapGraphQLApi();
    }

    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>What the index was asked.</summary>
    public RecordingSearch Search { get; private set; } = null!;

    public PolicyUnderTest Policy { get; } = new();

    /// <summary>Starts a gateway whose catalogs all hold the same documents.</summary>
    public static Task<GraphQLHost> StartAsync(
        CatalogList catalogs, IEnumerable<Aggregate> aggregates, AccessibleSources? accessible = null, params (string Key, string Value)[] settings) =>
        StartAsync(catalogs, aggregates, accessible, settings, null);

    /// <summary>The same, on a server.</summary>
    public static async Task<GraphQLHost> StartAsync(ElasticsearchServer server, CatalogList catalogs, IEnumerable<Aggregate> aggregates, AccessibleSources? accessible = null)
    {
        await server.StartAsync();
        return await StartAsync(catalogs, aggregates, accessible, [], server.Options());
    }

    private static async Task<GraphQLHost> StartAsync(
        CatalogList catalogs, IEnumerable<Aggregate> aggregates, AccessibleSources? accessible, (string Key, string Value)[] settings, ElasticsearchOptions? elasticsearch)
    {
        var documents = aggregates.ToArray();
        catalogs = new([.. catalogs.Select(c => c.Repository is ToyRepository ? c with { Repository = RepositoryOf(documents) } : c)]);
        var host = new GraphQLHost(catalogs, accessible, settings, elasticsearch);
        var store = host.app.Services.GetRequiredService<IDocumentStore>();
        await store.OpenAsync(TestContext.Current.CancellationToken);
        foreach (var catalog in catalogs)
            await store.WriteAggregatesAsync(catalog.Name, [.. documents.Select(a => new AggregateWrite(a.Entity, AggregateDocument.Of(catalog.Metadata, a), 0))], TestContext.Current.CancellationToken);
        if (elasticsearch is not null)
            await ElasticsearchIndex.RefreshAsync(elasticsearch);
        await host.app.StartAsync(TestContext.Current.CancellationToken);
        host.Client.BaseAddress = new(host.app.Urls.First());
        return host;
    }

    // The repository has the sources of the documents, for a filter may only name sources that there are.
    private static ToyRepository RepositoryOf(IEnumerable<Aggregate> documents) => new() { Sources = [.. documents.SelectMany(d => d.Sources).Distinct()] };

    /// <summary>Sends an operation by POST and gives back the whole answer.</summary>
    public async Task<JsonElement> AnswerAsync(string query, object? variables = null, string? operationName = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables, operationName }) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/graphql-response+json"));
        using var response = await Client.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends an operation that must succeed, and gives back its data.</summary>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), $"{query}\n{errors}");
        return answer.GetProperty("data");
    }

    /// <summary>Sends an operation that must fail, and gives back its only error.</summary>
    public async Task<JsonElement> ErrorAsync(string query, object? variables = null)
    {
        var answer = await AnswerAsync(query, variables);
        Assert.True(answer.TryGetProperty("errors", out var errors), $"{query}\n{answer}");
        return Assert.Single(errors.EnumerateArray());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        folder.Dispose();
        if (elasticsearch is not null)
            await ElasticsearchIndex.DeleteAsync(elasticsearch);
    }
}
