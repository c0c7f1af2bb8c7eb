using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Azul.Plugins.Access;

namespace Azul.Plugins.Repositories.Tdr.Access;

/// <summary>What was decided for a catalog and a token lately (<c>spec/service.md</c> §7.3). Tokens are kept as hashes only.</summary>
internal sealed class AccessCache(TimeProvider time)
{
    private const int Crowded = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (AccessibleSources Sources, long Timestamp)> entries = new();

    public AccessibleSources? Find(string catalog, Credentials credentials) =>
        entries.TryGetValue(Key(catalog, credentials), out var entry) && IsFresh(entry.Timestamp) ? entry.Sources : null;

    public void Add(string catalog, Credentials credentials, AccessibleSources sources)
    {
        if (entries.Count >= Crowded)
            Clean();
        entries[Key(catalog, credentials)] = (sources, time.GetTimestamp());
    }

    // Only refused tokens are free to invent, and those are not kept; so what is fresh is bounded by the number of real callers.
    private void Clean()
    {
        foreach (var (key, entry) in entries)
        {
            if (!IsFresh(entry.Timestamp))
                entries.TryRemove(key, out _);
        }
    }

    private bool IsFresh(long timestamp) => time.GetElapsedTime(timestamp) < Lifetime;

    private static string Key(string catalog, Credentials credentials) =>
        credentials.BearerToken is { } token ? $"{catalog}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}" : $"{catalog}:";
}
