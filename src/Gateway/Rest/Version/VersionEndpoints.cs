using System.Reflection;
using Azul.Gateway.Rest.Transport;

namespace Azul.Gateway.Rest.Version;

/// <summary><c>/version</c> (<c>spec/service.md</c> §1.9).</summary>
internal sealed class VersionEndpoints : IRestEndpoints
{
    private const int CommitLength = 40;

    private static readonly string Commit = CommitOf(typeof(VersionEndpoints).Assembly);

    public IEnumerable<RestEndpoint> Endpoints =>
    [
        new("/version", "Auxiliary", [], new RestOperation(HttpMethods.Get, "What the service was built from, and what changed last.", GetAsync)),
    ];

    private static async Task GetAsync(RestRequest request)
    {
        await using var body = RestBody.Start(request.Http);
        var json = body.Json;
        json.WriteStartObject();
        json.WriteStartObject("git"u8);
        json.WriteString("commit"u8, Commit);
        json.WriteBoolean("dirty"u8, false);
        json.WriteEndObject();
        json.WriteStartArray("changes"u8);
        foreach (var change in Change.Latest)
        {
            json.WriteStartObject();
            json.WriteString("title"u8, change.Title);
            json.WriteStartArray("issues"u8);
            json.WriteEndArray();
            json.WriteStartArray("upgrade"u8);
            foreach (var area in change.Upgrade)
                json.WriteStringValue(area);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    // The build appends the commit to the version after a plus sign, where it knows it.
    private static string CommitOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var plus = version.IndexOf('+', StringComparison.Ordinal);
        return plus >= 0 && version.Length - plus - 1 >= CommitLength ? version.Substring(plus + 1, CommitLength) : new('0', CommitLength);
    }
}
