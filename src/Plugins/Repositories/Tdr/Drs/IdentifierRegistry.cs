using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Azul.Plugins.Access;
using Azul.Plugins.Repositories.Tdr.Access;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Drs;

/// <summary>Where the objects of a prefix are, as the registry of identifiers.org tells (GA4GH DRS 1.4, appendix on compact identifiers). Safe for concurrent use.</summary>
internal sealed class IdentifierRegistry(ServiceClient registry, TimeProvider time)
{
    /// <summary>What stands for the accession in a pattern.</summary>
    public const string Accession = "{$id}";

    private const int Crowded = 1000;

    // Prefixes hardly ever move. One that is unknown may have been registered just now.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly TimeSpan LifetimeOfUnknown = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> entries = new();

    /// <summary>The patterns of URLs of a prefix's objects, the best first, each with an <see cref="Accession"/>; none where the prefix is unknown.</summary>
    /// <exception cref="AccessRefusedException">The registry is overloaded, broken or absent, and never told before.</exception>
    /// <exception cref="RepositoryException">Its answer cannot be understood.</exception>
    public async Task<IReadOnlyList<string>> PatternsAsync(string prefix, CancellationToken cancellation)
    {
        // The registry has prefixes in lower case only.
        var key = prefix.ToLowerInvariant();
        var known = entries.GetValueOrDefault(key);
        if (known is not null && time.GetElapsedTime(known.Timestamp) < (known.Patterns.Count > 0 ? Lifetime : LifetimeOfUnknown))
            return known.Patterns;
        try
        {
            var patterns = await AskAsync(key, cancellation);
            // Callers can invent prefixes.
            if (entries.Count >= Crowded)
                entries.Clear();
            entries[key] = new(patterns, time.GetTimestamp());
            return patterns;
        }
        catch (AccessRefusedException) when (known is { Patterns.Count: > 0 })
        {
            return known.Patterns;
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync(string prefix, CancellationToken cancellation)
    {
        var description = await AccessRefusals.AskAsync(registry, $"namespaces/search/findByPrefix?prefix={Uri.EscapeDataString(prefix)}", cancellation);
        if (description.Status == HttpStatusCode.NotFound)
            return [];
        var resources = await AccessRefusals.AskAsync(registry, $"resources/search/findAllByNamespaceId?id={Uri.EscapeDataString(NamespaceIn(description))}", cancellation);
        if (!resources.Json().TryGetProperty("_embedded", out var embedded) || embedded.ListOrNull("resources") is not { } list)
            throw resources.Malformed("it has no list of resources");
        return [.. list
            .Where(r => !IsTrue(r, "deprecated"))
            .OrderByDescending(r => IsTrue(r, "official"))
            .Select(r => r.TextOrNull("urlPattern"))
            .OfType<string>()
            .Where(p => p.Contains(Accession, StringComparison.Ordinal))];
    }

    // The id of a namespace is the end of the link to it.
    private static string NamespaceIn(ServiceAnswer answer) =>
        answer.Json().TryGetProperty("_links", out var links) && links.ValueKind == JsonValueKind.Object && links.TryGetProperty("self", out var self)
            && self.TextOrNull("href")?.Split('/') is [.., { Length: > 0 } id]
            ? id
            : throw answer.Malformed("it has no link to the namespace");

    private static bool IsTrue(JsonElement resource, string name) =>
        resource.ValueKind == JsonValueKind.Object && resource.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private sealed record Entry(IReadOnlyList<string> Patterns, long Timestamp);
}
