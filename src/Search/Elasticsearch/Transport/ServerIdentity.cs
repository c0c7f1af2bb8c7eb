using System.Globalization;
using System.Text.Json;

namespace Azul.Search.Elasticsearch.Transport;

/// <summary>Which server answers.</summary>
/// <param name="Cluster">The name of its cluster.</param>
/// <param name="Version">Its version.</param>
internal sealed record ServerIdentity(string Cluster, string Version)
{
    private const int Oldest = 8;
    private const int Newest = 9;
    private const string Product = "Elasticsearch";

    // What servers answer that do not know the form of the request, or have nothing at that path.
    private static readonly int[] OtherServers = [400, 404, 405, 406, 415];

    /// <summary>Asks the server what it is.</summary>
    /// <exception cref="StoreException"><c>STORE_SERVER</c>: it is none that can be worked with.</exception>
    public static async Task<ServerIdentity> MeetAsync(ElasticsearchConnection connection, CancellationToken cancellation)
    {
        using var answer = await connection.SendAsync(ElasticsearchRequest.Get("") with { Expected = OtherServers }, cancellation);
        var (distribution, version, cluster) = Read(answer);
        if (answer.Product == Product && distribution is null && Major(version) is >= Oldest and <= Newest)
            return new(cluster ?? "", version!);
        var name = distribution is "opensearch" ? "OpenSearch" : distribution ?? (answer.Product == Product ? Product : null);
        var met = name is null || version is null ? $"a server that answers {answer.Status} and does not say that it is {Product}" : $"{name} {version}";
        throw new StoreException("STORE_SERVER", $"At {connection.Server} is {met}, but the index needs {Product} {Oldest}.x or {Newest}.x");
    }

    private static int? Major(string? version) => int.TryParse(version?.Split('.')[0], CultureInfo.InvariantCulture, out var major) ? major : null;

    // What descends from Elasticsearch says so by a distribution of its own.
    private static (string? Distribution, string? Version, string? Cluster) Read(ElasticsearchAnswer answer)
    {
        try
        {
            using var json = answer.Parse();
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Object
                ? (Text(version, "distribution"), Text(version, "number"), Text(root, "cluster_name"))
                : default;
        }
        catch (StoreException)
        {
            return default;
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
