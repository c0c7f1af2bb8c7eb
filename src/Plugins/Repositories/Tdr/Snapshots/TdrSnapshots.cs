using System.Text.Json;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Snapshots;

/// <summary>The snapshots that the repository's account may read (<c>spec/indexer.md</c> §6.6).</summary>
internal sealed class TdrSnapshots(ServiceClient tdr, string location)
{
    private const int PageSize = 1000;

    /// <summary>The ids of sources, in their order.</summary>
    /// <exception cref="RepositoryException">A source is not there exactly once, or not where it is said to be; or the snapshots changed while they were listed.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(IReadOnlyList<TdrSourceSpec> sources, CancellationToken cancellation)
    {
        var byName = (await ListAsync(CommonPrefix([.. sources.Select(s => s.Snapshot)]), cancellation)).ToLookup(s => s.Name);
        return [.. sources.Select(s => Find(s, [.. byName[s.Snapshot]]))];
    }

    /// <summary>The id under which DUOS knows the data set of a snapshot, if it does.</summary>
    /// <exception cref="RepositoryException">There is no such snapshot, or it is another.</exception>
    public async Task<string?> DuosIdAsync(string id, TdrSourceSpec source, CancellationToken cancellation)
    {
        var details = await tdr.GetAsync($"api/repository/v1/snapshots/{Uri.EscapeDataString(id)}?include=DUOS", cancellation);
        if (details.TextOrNull("name") != source.Snapshot)
            throw new RepositoryException("SNAPSHOT_OTHER", $"The snapshot '{id}' has the name '{details.TextOrNull("name")}', and not that in '{source}'");
        return details.TryGetProperty("duosFirecloudGroup", out var group) ? group.TextOrNull("duosId") : null;
    }

    private string Find(TdrSourceSpec source, IReadOnlyList<Snapshot> named)
    {
        if (named.Count == 0)
            throw new RepositoryException("SNAPSHOT_NOT_FOUND", $"TDR has no snapshot '{source.Snapshot}', which the source '{source}' names, or the account may not read it");
        if (named.Count > 1)
        {
            var ids = string.Join(", ", named.Select(s => s.Id));
            throw new RepositoryException("SNAPSHOT_AMBIGUOUS", $"TDR has {named.Count} snapshots '{source.Snapshot}', which the source '{source}' names: {ids}");
        }
        var snapshot = named[0];
        if (snapshot.Project != source.Project)
            throw new RepositoryException("SNAPSHOT_OTHER_PROJECT", $"The snapshot '{source.Snapshot}' is in the project '{snapshot.Project}', and not in that of the source '{source}'");
        return string.Equals(snapshot.Region, location, StringComparison.OrdinalIgnoreCase)
            ? snapshot.Id
            : throw new RepositoryException(
                "SNAPSHOT_OTHER_REGION", $"The snapshot '{source.Snapshot}' of the source '{source}' is in the region '{snapshot.Region}', and not in '{location}'");
    }

    private async Task<List<Snapshot>> ListAsync(string filter, CancellationToken cancellation)
    {
        var snapshots = new List<Snapshot>();
        int? announced = null;
        while (true)
        {
            var path = $"api/repository/v1/snapshots?offset={snapshots.Count}&limit={PageSize}&sort=created_date&direction=asc&filter={Uri.EscapeDataString(filter)}";
            var answer = await tdr.AskAsync(HttpMethod.Get, path, null, cancellation);
            var page = answer.Json();
            if (!page.TryGetProperty("filteredTotal", out var count) || count.ValueKind != JsonValueKind.Number || !count.TryGetInt32(out var total)
                || page.ListOrNull("items") is not { } items)
                throw answer.Malformed("it has no filteredTotal and items");
            var before = snapshots.Count;
            snapshots.AddRange(items.Select(i => Snapshot.Parse(i, answer)));
            announced ??= total;
            if (total != announced || snapshots.Count > total || (snapshots.Count < total && snapshots.Count == before))
            {
                throw new RepositoryException(
                    "SNAPSHOTS_CHANGED", $"The snapshots of TDR changed while they were listed: {announced} were announced, then {total}, and there are {snapshots.Count} so far");
            }
            if (snapshots.Count == total)
                return snapshots;
        }
    }

    private static string CommonPrefix(IReadOnlyList<string> names)
    {
        var length = 0;
        while (length < names.Min(n => n.Length) && names.All(n => n[length] == names[0][length]))
            length++;
        return names[0][..length];
    }
}
