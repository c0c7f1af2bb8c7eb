using System.Globalization;
using System.Text.Json;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>How many buckets a search may make (<c>search.max_buckets</c>), asked once.</summary>
internal sealed class BucketLimit(ElasticsearchConnection connection)
{
    private const string Name = "search.max_buckets";

    // A dot in a name, as against one between names.
    private const string Path = @"*.search%5C.max_buckets";
    private const int Default = 65_536;

    private volatile int known;

    public async ValueTask<int> ReadAsync(CancellationToken cancellation)
    {
        if (known > 0)
            return known;
        using var answer = await connection.SendAsync(
            ElasticsearchRequest.Get($"_cluster/settings?include_defaults=true&flat_settings=true&filter_path={Path}") with { Expected = [401, 403] }, cancellation);
        // Who may not look must expect the least.
        if (answer.Status != 200)
            return known = Default;
        using var settings = answer.Parse();
        return known = Find(settings.RootElement);
    }

    // What is set for now comes before what is set for good, and that before what is not set.
    private static int Find(JsonElement settings)
    {
        foreach (var level in new[] { "transient", "persistent", "defaults" })
        {
            if (settings.TryGetProperty(level, out var values) && values.TryGetProperty(Name, out var value) && int.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var limit))
                return limit;
        }
        return Default;
    }
}
