using Azul.Indexer.Generations;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Contributing;

/// <summary>
/// Writes what bundles contribute: contributions, then replicas, then tallies, each step for all bundles at once and durable before the next (<c>spec/indexer.md</c> §1.8). A crash in between
/// leaves nothing that doing it all again does not put right. Each generation that is kept up to date gets everything, except what is meant for one of them.
/// </summary>
internal sealed class ContributionWriter(IDocumentStore store, CurrentGenerations generations, IWorkQueues queues, TallyPressure pressure)
{
    /// <summary>Writes bundles and says for each, in order, what went wrong; null where nothing did.</summary>
    /// <exception cref="OutageException">Store or queues cannot be used.</exception>
    public async Task<IReadOnlyList<string?>> WriteAsync(IReadOnlyList<PreparedBundle> bundles, CancellationToken cancellation)
    {
        var errors = new string?[bundles.Count];
        try
        {
            foreach (var group in Enumerable.Range(0, bundles.Count).GroupBy(i => (bundles[i].Notification.Catalog, bundles[i].Notification.Generation)))
                await WriteAsync(group.Key.Catalog, group.Key.Generation, bundles, [.. group], errors, cancellation);
        }
        catch (Exception e) when (e is StoreException or QueueException)
        {
            throw new OutageException(e);
        }
        return errors;
    }

    private async Task WriteAsync(
        string catalog, long? only, IReadOnlyList<PreparedBundle> bundles, int[] indices, string?[] errors, CancellationToken cancellation)
    {
        var written = new HashSet<long>();
        // A generation that is begun in the meantime must not miss what is acknowledged afterwards.
        while ((await generations.OfAsync(catalog, only, cancellation)).Where(g => !written.Contains(g.Number)).ToArray() is { Length: > 0 } left)
        {
            foreach (var generation in left)
            {
                await WriteAsync(new(catalog, generation.Number), generation.State == GenerationState.Live, bundles, indices, errors, cancellation);
                written.Add(generation.Number);
            }
        }
    }

    private async Task WriteAsync(
        GenerationRef generation, bool isLive, IReadOnlyList<PreparedBundle> bundles, int[] indices, string?[] errors, CancellationToken cancellation)
    {
        var tallies = new Dictionary<EntityReference, (long Count, List<int> Bundles)>();
        await WriteContributionsAsync(generation, bundles, indices, errors, tallies, cancellation);
        await WriteReplicasAsync(generation, bundles, indices, errors, cancellation);
        await SendTalliesAsync(isLive ? new(generation.Catalog) : generation, tallies, errors, cancellation);
    }

    private async Task WriteContributionsAsync(
        GenerationRef generation,
        IReadOnlyList<PreparedBundle> bundles,
        int[] indices,
        string?[] errors,
        Dictionary<EntityReference, (long Count, List<int> Bundles)> tallies,
        CancellationToken cancellation)
    {
        var contributions = new List<StoredContribution>();
        var owners = new List<int>();
        foreach (var index in indices)
        {
            var ofBundle = bundles[index].Notification.IsRemoval ? await RemovalOfAsync(generation, bundles[index].Notification, cancellation) : bundles[index].Contributions;
            contributions.AddRange(ofBundle);
            owners.AddRange(Enumerable.Repeat(index, ofBundle.Count));
        }
        var outcomes = contributions.Count == 0 ? [] : await store.WriteContributionsAsync(generation, contributions, cancellation);
        for (var i = 0; i < outcomes.Count; i++)
        {
            var owner = owners[i];
            if (Failure(outcomes[i]) is { } failure)
            {
                errors[owner] ??= $"STORE_WRITE_FAILED: contribution {StoredId(contributions[i])}: {failure}";
                continue;
            }
            // A contribution that was there before counts nothing, yet its entity is aggregated: the tally of its first write may never have been sent.
            var tally = tallies.TryGetValue(contributions[i].Entity, out var before) ? before : (0, []);
            if (tally.Bundles is not [.., var last] || last != owner)
                tally.Bundles.Add(owner);
            tallies[contributions[i].Entity] = (tally.Count + (outcomes[i].Status == WriteStatus.Created ? 1 : 0), tally.Bundles);
        }
    }

    // What is gone cannot be fetched, but the store knows what it contributed to. Nobody reads the contents of a deletion.
    private async Task<IReadOnlyList<StoredContribution>> RemovalOfAsync(GenerationRef generation, BundleNotification removal, CancellationToken cancellation)
    {
        var (fqid, source) = (removal.Bundle.Fqid, removal.Bundle.Source);
        var entities = await store.ReadEntitiesAsync(generation, source.Id, fqid, cancellation);
        return [.. entities.Select(e => new StoredContribution(e, fqid, source, true, "{}"u8.ToArray()) { ListedAt = removal.ListedAt })];
    }

    private async Task WriteReplicasAsync(
        GenerationRef generation, IReadOnlyList<PreparedBundle> bundles, int[] indices, string?[] errors, CancellationToken cancellation)
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
        var outcomes = await store.WriteReplicasAsync(generation, replicas, cancellation);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (Failure(outcomes[i]) is not { } failure)
                continue;
            foreach (var owner in entries[i].Bundles)
                errors[owner] ??= $"STORE_WRITE_FAILED: replica {replicas[i].DocumentId}: {failure}";
        }
    }

    private async Task SendTalliesAsync(
        GenerationRef generation, Dictionary<EntityReference, (long Count, List<int> Bundles)> tallies, string?[] errors, CancellationToken cancellation)
    {
        if (tallies.Count == 0)
            return;
        var entries = tallies.ToArray();
        var messages = Array.ConvertAll(
            entries, e => MessageFormat.Outgoing(new Tally(generation.Catalog, e.Key, e.Value.Count) { Generation = generation.Number }));
        var outcomes = await queues.SendAsync(WorkQueue.Tallies, messages, cancellation);
        pressure.Sent(outcomes.Count);
        for (var i = 0; i < outcomes.Count; i++)
        {
            if (outcomes[i].Status == MessageStatus.Done)
                continue;
            foreach (var owner in entries[i].Value.Bundles)
                errors[owner] ??= $"TALLY_NOT_SENT: {entries[i].Key}: {outcomes[i].Error}";
        }
    }

    private static string? Failure(WriteOutcome outcome) => outcome.Status is WriteStatus.Created or WriteStatus.Replaced ? null : outcome.Error ?? outcome.Status.ToString();

    private static string StoredId(StoredContribution contribution) => $"to {contribution.Entity} of bundle {contribution.Bundle}";
}
