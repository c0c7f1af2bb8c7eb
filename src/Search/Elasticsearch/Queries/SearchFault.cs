using System.Text.Json;
using Azul.Search.Elasticsearch.Transport;

namespace Azul.Search.Elasticsearch.Queries;

/// <summary>Why a search of several failed.</summary>
internal static class SearchFault
{
    private const string TooManyBuckets = "too_many_buckets_exception";

    /// <summary>The error in the words of the port.</summary>
    public static StoreException Of(int status, JsonElement error, string server) => new ElasticsearchFault(status, ElasticsearchFault.Describe(error)).ToStoreException(server);

    /// <summary>Whether it would be answered if it asked for fewer terms.</summary>
    public static bool IsTooManyBuckets(JsonElement error) => error.ValueKind == JsonValueKind.Object &&
        (Type(error) == TooManyBuckets || (error.TryGetProperty("caused_by", out var cause) && IsTooManyBuckets(cause)));

    private static string? Type(JsonElement error) => error.TryGetProperty("type", out var type) ? type.GetString() : null;
}
