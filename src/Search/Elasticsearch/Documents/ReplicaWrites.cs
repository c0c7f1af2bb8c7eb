using Azul.Plugins.Documents;
using Azul.Search.Documents;
using Azul.Search.Elasticsearch.Bulk;
using Azul.Search.Elasticsearch.Indices;

namespace Azul.Search.Elasticsearch.Documents;

/// <summary>Writes replicas: as new ones first, and those that are there already with the hubs of both.</summary>
internal sealed class ReplicaWrites(BulkWriter bulk, StoredStates stored, IndexNames names)
{
    public async Task<WriteOutcome[]> WriteAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation)
    {
        var alias = names.Alias(generation, IndexKind.Replicas);
        var written = await bulk.WriteAsync(
            alias, [.. replicas.Select(r => BulkOperation.Create(DocumentId.Of(r), json => ReplicaFields.Write(json, r, Sorted(r.HubIds))))], cancellation);
        written.ThrowIfMissing(generation);
        WriteOutcome[] outcomes = [.. written.Select(w => w.ToOutcome())];
        // Each turn, one of those who write the same document gets ahead.
        for (var conflicts = written.Conflicts(); conflicts.Count > 0;)
            conflicts = await MergeAsync(generation, replicas, conflicts, outcomes, cancellation);
        return outcomes;
    }

    // Returns those that were in conflict once more.
    private async Task<List<int>> MergeAsync(
        GenerationRef generation, IReadOnlyList<Replica> replicas, List<int> conflicts, WriteOutcome[] outcomes, CancellationToken cancellation)
    {
        var found = new (DocumentVersion Version, HashSet<string> Hubs)?[conflicts.Count];
        await stored.ReadAsync(
            generation,
            IndexKind.Replicas,
            [.. conflicts.Select(i => DocumentId.Of(replicas[i]))],
            $"_source_includes={ReplicaFields.HubIds}",
            (i, document) => found[i] = (DocumentVersion.Of(document), [.. ReplicaFields.HubsOf(document.GetProperty("_source"))]),
            cancellation);
        var operations = new List<BulkOperation>();
        var written = new List<int>();
        foreach (var (index, there) in conflicts.Zip(found))
        {
            outcomes[index] = new(WriteStatus.Replaced);
            if (Operation(replicas[index], there) is not { } operation)
                continue;
            operations.Add(operation);
            written.Add(index);
        }
        var results = await bulk.WriteAsync(names.Alias(generation, IndexKind.Replicas), operations, cancellation);
        results.ThrowIfMissing(generation);
        foreach (var (index, result) in written.Zip(results))
            outcomes[index] = result.ToOutcome();
        return [.. results.Conflicts().Select(i => written[i])];
    }

    private static BulkOperation? Operation(Replica replica, (DocumentVersion Version, HashSet<string> Hubs)? found)
    {
        if (found is not { } there)
            return BulkOperation.Create(DocumentId.Of(replica), json => ReplicaFields.Write(json, replica, Sorted(replica.HubIds)));
        return replica.HubIds.All(there.Hubs.Contains)
            ? null
            : BulkOperation.Replace(DocumentId.Of(replica), there.Version, json => ReplicaFields.Write(json, replica, Sorted(there.Hubs.Union(replica.HubIds))));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> hubs) => hubs.Distinct().Order(StringComparer.Ordinal);
}
