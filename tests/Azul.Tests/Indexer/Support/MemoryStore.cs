using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Tests.Indexer.Support;

/// <summary>A document store in memory, of one generation of one catalog. Safe for concurrent use.</summary>
internal sealed class MemoryStore : IDocumentStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<EntityReference, SortedDictionary<(string, string, bool), StoredContribution>> contributions = [];
    private readonly Dictionary<EntityReference, (AggregateDocument? Document, long Version)> aggregates = [];
    private readonly Dictionary<string, Replica> replicas = [];

    /// <summary>Every aggregate as its native JSON, by entity.</summary>
    public IReadOnlyDictionary<EntityReference, string> Aggregates
    {
        get
        {
            lock (gate)
                return aggregates.Where(a => a.Value.Document is not null).ToDictionary(a => a.Key, a => System.Text.Encoding.UTF8.GetString(a.Value.Document!.Native.Span));
        }
    }

    /// <summary>Every contribution.</summary>
    public IReadOnlyList<StoredContribution> Contributions
    {
        get
        {
            lock (gate)
                return [.. contributions.Values.SelectMany(c => c.Values)];
        }
    }

    public Task OpenAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        Each(contributions, contribution =>
        {
            var ofEntity = this.contributions.TryGetValue(contribution.Entity, out var found) ? found : this.contributions[contribution.Entity] = new(Order);
            var key = (contribution.Bundle.Uuid, contribution.Bundle.Version, !contribution.Deleted);
            var status = ofEntity.ContainsKey(key) ? WriteStatus.Replaced : WriteStatus.Created;
            var listedAt = ofEntity.TryGetValue(key, out var before) ? before.ListedAt : null;
            if (contribution.ListedAt is null || listedAt is null || contribution.ListedAt >= listedAt)
                ofEntity[key] = contribution with { ListedAt = contribution.ListedAt ?? listedAt };
            return status;
        });

    public Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation) =>
        Each(replicas, replica =>
        {
            var exists = this.replicas.TryGetValue(replica.DocumentId, out var before);
            var hubs = replica.HubIds.Concat(before?.HubIds ?? []).Distinct().Order(StringComparer.Ordinal).ToArray();
            this.replicas[replica.DocumentId] = replica with { HubIds = hubs };
            return exists ? WriteStatus.Replaced : WriteStatus.Created;
        });

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        GenerationRef generation, IReadOnlyCollection<EntityReference> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var entity in entities.Distinct().Order(EntityReference.Order))
        {
            StoredContribution[] found;
            lock (gate)
                found = contributions.TryGetValue(entity, out var ofEntity) ? [.. ofEntity.Values] : [];
            foreach (var contribution in found)
            {
                await Task.Yield();
                yield return contribution;
            }
        }
    }

    public IAsyncEnumerable<IndexedBundle> ReadBundlesAsync(GenerationRef generation, string sourceId, string prefix, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EntityReference>> ReadEntitiesAsync(GenerationRef generation, string sourceId, BundleFqid bundle, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<EntityReference>>(
            [.. Contributions.Where(c => !c.Deleted && c.Source.Id == sourceId && c.Bundle == bundle).Select(c => c.Entity).Distinct()]);

    public Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(GenerationRef generation, IReadOnlyList<EntityReference> entities, CancellationToken cancellation)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<long>>([.. entities.Select(VersionOf)]);
    }

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation) => Each(writes, write =>
    {
        var before = VersionOf(write.Entity);
        if (before != write.ExpectedVersion)
            return WriteStatus.Conflict;
        aggregates[write.Entity] = (write.Document, aggregates.GetValueOrDefault(write.Entity).Version + 1);
        return before == 0 ? WriteStatus.Created : WriteStatus.Replaced;
    });

    public Task<DocumentCounts> CountAsync(GenerationRef generation, CancellationToken cancellation) => Task.FromResult(new DocumentCounts(Contributions.Count, Aggregates.Count, replicas.Count));

    public async IAsyncEnumerable<Replica> ReadReplicasAsync(GenerationRef generation, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        foreach (var replica in replicas.Values)
            yield return replica;
    }

    public Task<string?> CheckAsync(CancellationToken cancellation) => Task.FromResult<string?>(null);

    private static Comparer<(string Uuid, string Version, bool IsAddition)> Order { get; } = Comparer<(string Uuid, string Version, bool IsAddition)>.Create((a, b) =>
        string.CompareOrdinal(a.Uuid, b.Uuid) is not 0 and var byUuid ? byUuid
        : string.CompareOrdinal(a.Version, b.Version) is not 0 and var byVersion ? byVersion
        : a.IsAddition.CompareTo(b.IsAddition));

    private long VersionOf(EntityReference entity) => aggregates.TryGetValue(entity, out var found) && found.Document is not null ? found.Version : 0;

    private Task<IReadOnlyList<WriteOutcome>> Each<T>(IReadOnlyList<T> items, Func<T, WriteStatus> write)
    {
        lock (gate)
            return Task.FromResult<IReadOnlyList<WriteOutcome>>([.. items.Select(i => new WriteOutcome(write(i)))]);
    }
}
