using System.Text.Json;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Reads documents by id, as they are now: what was acknowledged is there, whether or not searches see it.</summary>
internal sealed class StoredStates(ElasticsearchConnection connection, IndexNames names)
{
    private const int AtOnce = 2000;
    private static readonly int[] Missing = [404];

    /// <summary>Reads documents.</summary>
    /// <param name="generation">The generation.</param>
    /// <param name="kind">The kind of index.</param>
    /// <param name="ids">The ids of the documents.</param>
    /// <param name="ask">What to ask of each, as parameters of the request.</param>
    /// <param name="read">Takes the position of an id, and the document that is there.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="StoreException">There is no such generation, or the server cannot be used.</exception>
    public async Task ReadAsync(
        GenerationRef generation, IndexKind kind, IReadOnlyList<string> ids, string ask, Action<int, JsonElement> read, CancellationToken cancellation)
    {
        for (var start = 0; start < ids.Count; start += AtOnce)
        {
            var end = Math.Min(start + AtOnce, ids.Count);
            var body = Json.Object(json =>
            {
                json.WriteStartArray("ids");
                for (var i = start; i < end; i++)
                    json.WriteStringValue(ids[i]);
                json.WriteEndArray();
            });
            using var answer = await connection.SendAsync(ElasticsearchRequest.Post($"{names.Alias(generation, kind)}/_mget?{ask}", body) with { Expected = Missing }, cancellation);
            if (answer.Status == 404)
                throw IndexFaults.Missing(generation);
            using var json = answer.Parse();
            var position = start;
            foreach (var document in json.RootElement.GetProperty("docs").EnumerateArray())
            {
                if (document.TryGetProperty("error", out var error))
                    throw ToException(generation, error);
                if (document.GetProperty("found").GetBoolean())
                    read(position, document);
                position++;
            }
        }
    }

    /// <summary>The versions of documents; null for those that are not there.</summary>
    public async Task<DocumentVersion?[]> VersionsAsync(GenerationRef generation, IndexKind kind, IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var versions = new DocumentVersion?[ids.Count];
        await ReadAsync(generation, kind, ids, "_source=false", (i, document) => versions[i] = DocumentVersion.Of(document), cancellation);
        return versions;
    }

    private StoreException ToException(GenerationRef generation, JsonElement error) => error.GetProperty("type").GetString() == "index_not_found_exception"
        ? IndexFaults.Missing(generation)
        : new ElasticsearchFault(503, ElasticsearchFault.Describe(error)).ToStoreException(connection.Server);
}
