using System.Globalization;
using System.Text.Json;
using Azul.Search.Elasticsearch.Documents;
using Azul.Search.Elasticsearch.Transport;
using Microsoft.Extensions.Logging;

namespace Azul.Search.Elasticsearch.Indices;

/// <summary>The limits of the cluster that facets run into.</summary>
internal sealed class ClusterLimits(ElasticsearchConnection connection, ElasticsearchOptions options, ILogger<ClusterLimits> log)
{
    private const string MaxBuckets = "search.max_buckets";

    // What a server has that was told nothing.
    private const int DefaultMaxBuckets = 65_536;

    private volatile int maxBuckets;

    /// <summary>Says so where the cluster allows fewer buckets than are asked for.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is { } found && found < options.MaxBuckets)
            log.LogWarning("{Problem}. 'create' raises the limit, where that is permitted", Problem(found));
    }

    /// <summary>How many buckets a search may make, asked once.</summary>
    public async ValueTask<int> MaxBucketsAsync(CancellationToken cancellation) =>
        maxBuckets > 0 ? maxBuckets : maxBuckets = await ReadAsync(cancellation) ?? DefaultMaxBuckets;

    /// <summary>Raises the limit to what is asked for, unless it is that high already.</summary>
    /// <returns>What is wrong with it, where it could not be raised.</returns>
    public async Task<string?> RaiseAsync(CancellationToken cancellation)
    {
        if (await ReadAsync(cancellation) is not { } found || found >= options.MaxBuckets)
            return null;
        var body = Json.Object(json =>
        {
            json.WriteStartObject("persistent");
            json.WriteNumber(MaxBuckets, options.MaxBuckets);
            json.WriteEndObject();
        });
        using var answer = await connection.SendAsync(ElasticsearchRequest.Put("_cluster/settings", body) with { Expected = [400, 401, 403] }, cancellation);
        return answer.Status == 200 ? null : $"{Problem(found)}, and it may not be raised with these credentials";
    }

    // Null where one may not look.
    private async Task<int?> ReadAsync(CancellationToken cancellation)
    {
        using var answer = await connection.SendAsync(
            ElasticsearchRequest.Get($"_cluster/settings?include_defaults=true&flat_settings=true&filter_path=*.{MaxBuckets.Replace(".", "%5C.", StringComparison.Ordinal)}") with { Expected = [401, 403] }, cancellation);
        if (answer.Status != 200)
            return null;
        using var json = answer.Parse();
        foreach (var level in new[] { "transient", "persistent", "defaults" })
        {
            if (json.RootElement.TryGetProperty(level, out var settings) && settings.TryGetProperty(MaxBuckets, out var value) && Number(value) is { } number)
                return number;
        }
        return DefaultMaxBuckets;
    }

    private static int? Number(JsonElement value) => int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Problem(int found) =>
        $"{connection.Server} allows {found} buckets in an answer ({MaxBuckets}), fewer than Azul:Elasticsearch:MaxBuckets, {options.MaxBuckets}: a query with more terms in its facets takes several requests";
}
