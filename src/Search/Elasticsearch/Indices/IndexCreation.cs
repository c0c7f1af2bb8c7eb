using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>Makes an index that several processes may be making at the same time.</summary>
internal static class IndexCreation
{
    /// <summary>Makes an index with its aliases in one step. One that is there already stays as it is.</summary>
    public static async Task RunAsync(ElasticsearchConnection connection, string index, ReadOnlyMemory<byte> body, CancellationToken cancellation)
    {
        using var answer = await connection.SendAsync(ElasticsearchRequest.Put(index, body) with { Expected = [400] }, cancellation);
        if (answer.Status != 400)
            return;
        using var json = answer.Parse();
        var error = json.RootElement.GetProperty("error");
        if (error.GetProperty("type").GetString() != "resource_already_exists_exception")
            throw new ElasticsearchFault(400, ElasticsearchFault.Describe(error)).ToStoreException(connection.Server);
    }
}
