using System.Text.Json;
using System.Text.Json.Serialization;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Indices;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.State;

/// <summary>What all processes share, as small documents in an index of their own: each is read as it is now, and written only over the state that was read.</summary>
internal sealed class StateDocuments(ElasticsearchConnection connection, IndexNames names, ElasticsearchOptions options)
{
    private static readonly JsonSerializerOptions Form = new() { IgnoreReadOnlyProperties = true, Converters = { new JsonStringEnumConverter() } };

    /// <summary>Makes the index unless it is there.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        using (var there = await connection.SendAsync(ElasticsearchRequest.Get($"_alias/{names.State}") with { Expected = [404] }, cancellation))
        {
            if (there.Status != 404)
                return;
        }
        var body = Json.Object(json =>
        {
            json.WriteStartObject("settings");
            json.WriteNumber("number_of_shards", 1);
            json.WriteNumber("number_of_replicas", options.Replicas);
            json.WriteEndObject();
            json.WriteStartObject("mappings");
            // Read by id only.
            json.WriteBoolean("dynamic", false);
            json.WriteEndObject();
            json.WriteStartObject("aliases");
            json.WriteStartObject(names.State);
            json.WriteEndObject();
            json.WriteEndObject();
        });
        await IndexCreation.RunAsync(connection, names.StateIndex, body, cancellation);
    }

    /// <summary>A document, and which state of it that is; null where there is none.</summary>
    public async Task<(T Document, DocumentVersion Version)?> ReadAsync<T>(string id, CancellationToken cancellation, TimeSpan? within = null)
        where T : class
    {
        using var answer = await connection.SendAsync(ElasticsearchRequest.Get($"{names.State}/_doc/{Uri.EscapeDataString(id)}") with { Expected = [404], Within = within }, cancellation);
        if (answer.Status == 404)
            return null;
        using var json = answer.Parse();
        return (json.RootElement.GetProperty("_source").Deserialize<T>(Form)!, DocumentVersion.Of(json.RootElement));
    }

    /// <summary>Writes a document if it is still in the state that was read; null for one that is not there yet.</summary>
    /// <returns>Whether it was.</returns>
    /// <exception cref="StoreException"><c>NO_INDEX</c>: the index was not made yet.</exception>
    public async Task<bool> TryWriteAsync<T>(string id, T document, DocumentVersion? expected, CancellationToken cancellation, TimeSpan? within = null)
    {
        var condition = expected is { } version ? $"if_seq_no={version.SequenceNumber}&if_primary_term={version.PrimaryTerm}" : "op_type=create";
        var request = ElasticsearchRequest.Put($"{names.State}/_doc/{Uri.EscapeDataString(id)}?require_alias=true&{condition}", JsonSerializer.SerializeToUtf8Bytes(document, Form)) with
        {
            Expected = [404, 409],
            Within = within,
        };
        using var answer = await connection.SendAsync(request, cancellation);
        return answer.Status switch
        {
            404 => throw IndexFaults.NoState(names.State),
            409 => false,
            _ => true,
        };
    }
}
