using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Contributing;

/// <summary>
/// Writes what bundles contribute: contributions, then replicas, then tallies, each step for all bundles at once and durable before the next (<c>spec/indexer.md</c> §1.8). A crash in between
/// leaves nothing that doing it all again does not put right.
/// </summary>
internal sealed class ContributionWriter(IDocumentStore store, IWorkQueues queues, TallyPressure pressure)
{
    /// <summary>Writes bundles and says for each, in order, what went wrong; null where nothing did.</summary>
    /// <exception cref="OutageException">Store or queues cannot be used.</exception>
    public async Task<IReadOnlyList<string?>> WriteAsync(IReadOnlyList<PreparedBundle> bundles, CancellationToken cancellation)
    {
        var errors = new string?[bundles.Count];
        var tallies = new Dictionary<(string Catalog, EntityReference Entity), (long Count, List<int> Bundles)>();
        try
        {
            foreach (var catalog in Enumerable.Range(0, bundles.Count).GroupBy(i => bundles[i].Notification.Catalog))
            {
                int[] indices = [.. catalog];
                await WriteContributionsAsync(catalog.Key, bundles, indices, errors, tallies, cancellation);
                await WriteReplicasAsync(catalog.Key, bundles, indices, errors, cancellation);
            }
            await SendTalliesAsync(tallies, errors, cancellation);
        }
        catch (Exception e) when (e is StoreException or QueueException)
        {
            throw new OutageException(e);
        }
        return errors;
    }

    private async Task WriteContributionsAsync(
        string catalog,
        IReadOnlyList<PreparedBundle> bundles,
        int[] indices,
        string?[] errors,
        Dictionary<(string, EntityReference), (long Count, List<int> Bundles)> tallies,
        CancellationToken cancellation)
    {
        var contributions = new List<StoredContribution>();
        var owners = new List<int>();
        foreach (var index in indices)
        {
            contributions.AddRange(bundles[index].Contributions);
            owners.AddRange(Enumerable.Repeat(index, bundles[index].Contributions.Count));
        }
        var outcomes = contributions.Count == 0 ? [] : await store.WriteContributionsAsync(catalog, contributions, cancellation);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var owner = owners[i];
            if (Failure(outcomes[i]) is { } failure)
            {
                errors[owner] ??= $"STORE_WRITE_FAILED: contribution {StoredId(contributions[i])}: {failure}";
                continue;
            }
            // A contribution that was there before counts nothing, yet its entity is aggregated: the tally of its first write may never have been sent.
            var key = (catalog, contributions[i].Entity);
            var tally = tallies.TryGetValue(key, out var before) ? before : (0, []);
            if (tally.Bundles is not [.., var last] || last != owner)
                tally.Bundles.Add(owner);
            tallies[key] = (tally.Count + (outcomes[i].Status == WriteStatus.Created ? 1 : 0), tally.Bundles);
        }
    }

    private async Task WriteReplicasAsync(
        string catalog, IReadOnlyList<PreparedBundle> bundles, int[] indices, string?[] errors, CancellationToken cancellation)
    {
        // Bundles of one project share many of their replicas.
        var distinct = new Dictionary<(EntityReference, string), (Replica Replica, HashSet<string> Hubs, List<int> Bundles)>();
        foreach (var index in indices)
        {
            foreach (var replica in bundles[index].Replicas)
            {
                var key = (replica.Entity, replica.ContentHash);
                if (!distinct.TryGetValue(key, out var merged))
                    distinct.Add(key, merged = (replica, [], []));
                merged.Hubs.UnionWith(replica.HubIds);
                merged.Bundles.Add(index);
            }
        }
        if (distinct.Count == 0)
            return;
        var entries = distinct.Values.ToArray();
        Replica[] replicas = [.. entries.Select(e => e.Replica with { HubIds = [.. e.Hubs.Order(StringComparer.Ordinal)] })];
        var outcomes = await store.WriteReplicasAsync(catalog, replicas, cancellation);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (Failure(outcomes[i]) is not { } failure)
                continue;
            foreach (var owner in entries[i].Bundles)
                errors[owner] ??= $"STORE_WRITE_FAILED: replica {replicas[i].DocumentId}: {failure}";
        }
    }

    private async Task SendTalliesAsync(
        Dictionary<(string Catalog, EntityReference Entity), (long Count, List<int> Bundles)> tallies, string?[] errors, CancellationToken cancellation)
    {
        if (tallies.Count == 0)
            return;
        var entries = tallies.ToArray();
        var messages = Array.ConvertAll(entries, e => Message(new(e.Key.Catalog, e.Key.Entity, e.Value.Count)));
        var outcomes = await queues.SendAsync(WorkQueue.Tallies, messages, cancellation);
        pressure.Sent(outcomes.Count);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Status == MessageStatus.Done)
                continue;
            foreach (var owner in entries[i].Value.Bundles)
                errors[owner] ??= $"TALLY_NOT_SENT: {entries[i].Key.Entity}: {outcomes[i].Error}";
        }
    }

    private static OutgoingMessage Message(Tally tally) => new(MessageFormat.Serialize(tally), tally.Group);

    private static string? Failure(WriteOutcome outcome) => outcome.Status is WriteStatus.Created or WriteStatus.Replaced ? null : outcome.Error ?? outcome.Status.ToString();

    private static string StoredId(StoredContribution contribution) => $"to {contribution.Entity} of bundle {contribution.Bundle}";
}
