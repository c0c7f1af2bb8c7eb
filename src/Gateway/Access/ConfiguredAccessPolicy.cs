using System.Security.Cryptography;
using System.Text;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.Gateway.Access;

/// <summary>
/// Access as the configuration says: <c>Azul:Access:Anonymous</c> and <c>Azul:Access:Tokens</c>, a list of <c>{Token, Sources}</c>. Sources are <c>all</c>, <c>none</c> or a list of ids. Anonymous
/// callers may access everything unless it says otherwise; a token that it does not name is invalid.
/// </summary>
internal sealed class ConfiguredAccessPolicy : ISourceAccessPolicy
{
    private const string Section = "Azul:Access";

    private readonly AccessibleSources anonymous;

    // Tokens are compared by their hashes, so that the time it takes tells nothing about them.
    private readonly Dictionary<string, AccessibleSources> byTokenHash = [];

    /// <exception cref="ConfigurationException">A setting is missing or wrong.</exception>
    public ConfiguredAccessPolicy(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        anonymous = section.GetSection("Anonymous") is var own && own.Exists() ? Read(own) : AccessibleSources.All;
        foreach (var entry in section.GetSection("Tokens").GetChildren())
        {
            var token = entry["Token"] is { Length: > 0 } text && !text.Any(char.IsWhiteSpace)
                ? text
                : throw new ConfigurationException($"{entry.Path}:Token", "must be a bearer token, without spaces");
            if (!byTokenHash.TryAdd(Hash(token), Read(entry.GetSection("Sources"))))
                throw new ConfigurationException($"{entry.Path}:Token", "is there already: each token must be listed once");
        }
    }

    public ValueTask<AccessibleSources> DecideAsync(Catalog catalog, Credentials credentials, CancellationToken cancellation)
    {
        if (credentials.BearerToken is not { } token)
            return new(anonymous);
        return byTokenHash.TryGetValue(Hash(token), out var sources) ? new(sources) : throw new AccessRefusedException(AccessRefusal.InvalidCredentials, "");
    }

    private static AccessibleSources Read(IConfigurationSection section)
    {
        var ids = section.GetChildren().Select(c => c.Value ?? throw new ConfigurationException(c.Path, "must be the id of a source")).ToHashSet();
        return (section.Value, ids.Count) switch
        {
            ("all", 0) => AccessibleSources.All,
            ("none", 0) => AccessibleSources.None,
            (null or "", > 0) => new(ids),
            _ => throw new ConfigurationException(section.Path, "must be 'all', 'none' or a list of ids of sources"),
        };
    }

    private static string Hash(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
