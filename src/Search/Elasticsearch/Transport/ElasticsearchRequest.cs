using HttpMethod = Elastic.Transport.HttpMethod;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>A request as it goes over the wire.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Path and query, without a slash in front.</param>
/// <param name="Body">JSON, or lines of JSON, as UTF-8.</param>
internal sealed record ElasticsearchRequest(HttpMethod Method, string Path, ReadOnlyMemory<byte> Body = default)
{
    /// <summary>Whether the body consists of lines.</summary>
    public bool IsLines { get; init; }

    /// <summary>The statuses beside success that the caller deals with itself; any other is an exception.</summary>
    public IReadOnlyCollection<int> Expected { get; init; } = [];

    /// <summary>How long it may take with all its attempts; null for as long as they last.</summary>
    public TimeSpan? Within { get; init; }

    public static ElasticsearchRequest Get(string path) => new(HttpMethod.GET, path);

    public static ElasticsearchRequest Post(string path, ReadOnlyMemory<byte> body = default) => new(HttpMethod.POST, path, body);

    public static ElasticsearchRequest Put(string path, ReadOnlyMemory<byte> body) => new(HttpMethod.PUT, path, body);

    public static ElasticsearchRequest Delete(string path, ReadOnlyMemory<byte> body = default) => new(HttpMethod.DELETE, path, body);
}
