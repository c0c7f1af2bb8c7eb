using System.Globalization;
using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Transport;
using Elastic.Clients.Elasticsearch.IndexManagement;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>The indices of catalogs and their aliases. The alias of a catalog is the truth about which of its generations is live.</summary>
internal sealed class CatalogIndices(ElasticsearchConnection connection, IndexNames names, IndexBodies bodies)
{
    private static readonly int[] Missing = [404];

    /// <summary>Makes the indices of a generation. Those that are there stay as they are.</summary>
    public Task CreateAsync(Catalog catalog, long number, bool isLive, CancellationToken cancellation) =>
        Task.WhenAll(IndexNames.Kinds.Select(kind => CreateAsync(catalog, number, kind, isLive, cancellation)));

    /// <summary>The number of the generation that is live; null where the catalog has no index.</summary>
    public async Task<long?> LiveAsync(string catalog, CancellationToken cancellation)
    {
        using var answer = await connection.SendAsync(ElasticsearchRequest.Get($"_alias/{names.Alias(catalog, IndexKind.Aggregates)}") with { Expected = Missing }, cancellation);
        if (answer.Status == 404)
            return null;
        using var json = answer.Parse();
        return json.RootElement.EnumerateObject().Select(i => names.NumberIn(catalog, i.Name)).FirstOrDefault(n => n is not null);
    }

    /// <summary>Makes a generation live in place of another, in one step.</summary>
    /// <returns>False if the other one is not live, or one of them is gone.</returns>
    public async Task<bool> TrySwitchAsync(string catalog, long from, long to, CancellationToken cancellation)
    {
        IndexUpdateAliasesAction[] actions =
        [
            .. IndexNames.Kinds.SelectMany(kind => new[]
            {
                new IndexUpdateAliasesAction { Remove = new() { Index = names.Index(catalog, from, kind), Alias = names.Alias(catalog, kind), MustExist = true } },
                new IndexUpdateAliasesAction { Add = new() { Index = names.Index(catalog, to, kind), Alias = names.Alias(catalog, kind) } },
            }),
        ];
        var response = await connection.CallAsync(
            (client, form, token) => client.Indices.UpdateAliasesAsync(new UpdateAliasesRequest { Actions = actions, RequestConfiguration = form }, token), cancellation, Missing);
        return response.IsValidResponse;
    }

    /// <summary>How many documents the indices of a generation hold, as far as they are there.</summary>
    public async Task<long> CountAsync(string catalog, long number, CancellationToken cancellation)
    {
        var indices = string.Join(',', IndexNames.Kinds.Select(k => names.Index(catalog, number, k)));
        using (await connection.SendAsync(ElasticsearchRequest.Post($"{indices}/_refresh?ignore_unavailable=true"), cancellation))
        using (var answer = await connection.SendAsync(ElasticsearchRequest.Get($"{indices}/_count?ignore_unavailable=true"), cancellation))
        using (var json = answer.Parse())
            return json.RootElement.GetProperty("count").GetInt64();
    }

    /// <summary>Deletes the indices of a generation, as far as they are there.</summary>
    public Task DeleteAsync(string catalog, long number, CancellationToken cancellation)
    {
        var indices = string.Join(',', IndexNames.Kinds.Select(k => names.Index(catalog, number, k)));
        return connection.CallAsync(
            (client, form, token) => client.Indices.DeleteAsync(new DeleteIndexRequest(indices) { IgnoreUnavailable = true, RequestConfiguration = form }, token), cancellation, Missing);
    }

    /// <summary>The generations that there are indices of, each with the time at which the first of them was made.</summary>
    public async Task<IReadOnlyDictionary<long, DateTimeOffset>> FindAsync(string catalog, CancellationToken cancellation)
    {
        var found = new Dictionary<long, DateTimeOffset>();
        using var answer = await connection.SendAsync(ElasticsearchRequest.Get($"{names.AllIndices(catalog)}/_settings/index.creation_date"), cancellation);
        using var json = answer.Parse();
        foreach (var index in json.RootElement.EnumerateObject())
        {
            if (names.NumberIn(catalog, index.Name) is not { } number)
                continue;
            var milliseconds = index.Value.GetProperty("settings").GetProperty("index").GetProperty("creation_date").GetString()!;
            var made = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
            found[number] = found.TryGetValue(number, out var other) && other < made ? other : made;
        }
        return found;
    }

    /// <summary>What the mapping of a generation says of the plugin that it was made for; null where there is no such index.</summary>
    public async Task<string?> FingerprintAsync(GenerationRef generation, CancellationToken cancellation)
    {
        using var answer = await connection.SendAsync(
            ElasticsearchRequest.Get($"{names.Alias(generation, IndexKind.Aggregates)}/_mapping?filter_path=*.mappings._meta") with { Expected = Missing }, cancellation);
        using var json = answer.Parse();
        return answer.Status == 404 ? null : json.RootElement.EnumerateObject().Select(Fingerprint).FirstOrDefault() ?? "";
    }

    private Task CreateAsync(Catalog catalog, long number, IndexKind kind, bool isLive, CancellationToken cancellation)
    {
        string[] aliases = [names.Alias(new(catalog.Name, number), kind), .. isLive ? [names.Alias(catalog.Name, kind)] : Array.Empty<string>()];
        return IndexCreation.RunAsync(connection, names.Index(catalog.Name, number, kind), bodies.Of(catalog, kind, aliases), cancellation);
    }

    private static string? Fingerprint(JsonProperty index) =>
        index.Value.GetProperty("mappings").TryGetProperty("_meta", out var meta) && meta.TryGetProperty(AggregateFields.Fingerprint, out var fingerprint) ? fingerprint.GetString() : null;
}
