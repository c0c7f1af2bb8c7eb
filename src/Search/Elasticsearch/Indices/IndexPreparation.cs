using Azul.Plugins.Catalogs;
using Azul.Search.Elasticsearch.State;
using Azul.Search.Elasticsearch.Transport;
using Microsoft.Extensions.Logging;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>Looks at the server before anything is done with it, makes what is missing, and refuses an index that was made for other fields.</summary>
internal sealed class IndexPreparation(
    ElasticsearchConnection connection, CatalogStates states, CatalogIndices indices, StateDocuments documents, ClusterLimits limits, CatalogList catalogs, ILogger<IndexPreparation> log)
{
    private const string CheckId = "check";

    public async Task RunAsync(CancellationToken cancellation)
    {
        var server = await ServerIdentity.MeetAsync(connection, cancellation);
        log.LogInformation("The index is on Elasticsearch {Version} at {Server}, cluster {Cluster}", server.Version, connection.Server, server.Cluster);
        await documents.PrepareAsync(cancellation);
        await Task.WhenAll(catalogs.Select(c => PrepareAsync(c, cancellation)));
        await limits.CheckAsync(cancellation);
    }

    /// <summary>Writes something that means nothing.</summary>
    /// <exception cref="StoreException">It cannot be written.</exception>
    public async Task CheckWritableAsync(TimeSpan within, CancellationToken cancellation)
    {
        var found = await documents.ReadAsync<Check>(CheckId, cancellation, within);
        // Where another one was faster, it could be written.
        await documents.TryWriteAsync(CheckId, new Check((found?.Document.Times ?? 0) + 1), found?.Version, cancellation, within);
    }

    private async Task PrepareAsync(Catalog catalog, CancellationToken cancellation)
    {
        await states.PrepareAsync(catalog, cancellation);
        await CheckFieldsAsync(catalog, cancellation);
    }

    // The fields of the live generation cannot change. One that is being built may have those of the plugin already, and takes its place.
    private async Task CheckFieldsAsync(Catalog catalog, CancellationToken cancellation)
    {
        var expected = IndexBodies.Fingerprint(catalog);
        var state = await states.ReadAsync(catalog.Name, cancellation);
        if (await indices.FingerprintAsync(catalog.Name, cancellation) == expected)
            return;
        if (state.Built is not { } built || await indices.FingerprintAsync(new(catalog.Name, built.Number), cancellation) != expected)
            throw Drifted(catalog, state.Live!.Number);
        log.LogWarning(
            "Generation {Live} of {Catalog}, which is live, has other fields than the plugin {Plugin}; generation {Built}, which is being built, has the plugin's",
            state.Live!.Number,
            catalog.Name,
            catalog.Metadata.Name,
            built.Number);
    }

    private static StoreException Drifted(Catalog catalog, long live) => new(
        "STORE_FIELDS",
        $"Generation {live} of {catalog.Name}, which is live, has other fields than the plugin {catalog.Metadata.Name} has now. Run 'reindex --catalogs {catalog.Name} --no-wait', which fills a new generation with them, and start again; or go back to the plugin that made it");

    private sealed record Check(long Times);
}
