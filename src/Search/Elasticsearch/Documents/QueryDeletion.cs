using System.Text.Json;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Deletes documents by what they are.</summary>
internal sealed class QueryDeletion(ElasticsearchConnection connection, IndexNames names, SharedRefresh refresh)
{
    private static readonly int[] Expected = [404, 409];

    /// <summary>Deletes documents of which all conditions hold, those among them that are written meanwhile too.</summary>
    /// <returns>How many are gone.</returns>
    public async Task<long> RunAsync(GenerationRef generation, IndexKind kind, Action<Utf8JsonWriter>[] conditions, CancellationToken cancellation)
    {
        var alias = names.Alias(generation, kind);
        var body = Json.Object(json => json.WriteQuery(conditions));
        var gone = 0L;
        while (true)
        {
            await refresh.RefreshAsync(alias, cancellation);
            using var answer = await connection.SendAsync(ElasticsearchRequest.Post($"{alias}/_delete_by_query?refresh=true&filter_path=deleted,error", body) with { Expected = Expected }, cancellation);
            if (answer.Status == 404)
                throw IndexFaults.Missing(generation);
            using var json = answer.Parse();
            if (json.RootElement.TryGetProperty("deleted", out var deleted))
                gone += deleted.GetInt64();
            // Documents that were written meanwhile are in its way.
            if (answer.Status != 409)
                return gone;
        }
    }
}
