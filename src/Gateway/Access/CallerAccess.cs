using System.Collections.Concurrent;
using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories;

namespace Azul.Gateway.Access;

/// <summary>Asks the policy, and tells sources that do not exist from those that are accessible.</summary>
internal sealed class CallerAccess(ISourceAccessPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, (long Timestamp, IReadOnlySet<string> Ids)> sources = new();

    /// <summary>The sources that a caller may access.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="credentials">What the caller shows of itself.</param>
    /// <param name="namesSources">Whether the caller names sources, so that "all" must be told in full: those of the catalog.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="AccessRefusedException">The caller's access cannot be decided.</exception>
    public async ValueTask<AccessibleSources> DecideAsync(Catalog catalog, Credentials credentials, bool namesSources, CancellationToken cancellation)
    {
        var accessible = await policy.DecideAsync(catalog, credentials, cancellation);
        return accessible.Ids is null && namesSources ? new(await SourcesAsync(catalog, cancellation)) : accessible;
    }

    private async ValueTask<IReadOnlySet<string>> SourcesAsync(Catalog catalog, CancellationToken cancellation)
    {
        if (sources.TryGetValue(catalog.Name, out var known) && time.GetElapsedTime(known.Timestamp) < Lifetime)
            return known.Ids;
        try
        {
            var ids = (await catalog.Repository.ListSourcesAsync(cancellation)).Select(s => s.Id).ToHashSet();
            sources[catalog.Name] = (time.GetTimestamp(), ids);
            return ids;
        }
        catch (RepositoryException)
        {
            throw new AccessRefusedException(AccessRefusal.Unavailable, $"The sources of catalog '{catalog.Name}' cannot be listed");
        }
    }
}
