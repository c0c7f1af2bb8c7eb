using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Azul.Indexer.Queues;
using Azul.Plugins.Documents;
using Azul.Plugins.Hits;
using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Benchmarks.Indexing;

/// <summary>Where the time goes: how long calls took in all, and how many there were.</summary>
internal sealed class Meters
{
    private readonly ConcurrentDictionary<string, (long Ticks, long Calls, long End)> totals = [];
    private long begin = Stopwatch.GetTimestamp();

    /// <summary>Notes that the work begins.</summary>
    public void Begin() => begin = Stopwatch.GetTimestamp();

    /// <summary>How long after that the last call of a name ended.</summary>
    public TimeSpan Until(string name) => Stopwatch.GetElapsedTime(begin, totals[name].End);

    public async Task<T> MeasureAsync<T>(string name, Func<Task<T>> call)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return await call();
        }
        finally
        {
            Add(name, start);
        }
    }

    public T Measure<T>(string name, Func<T> call)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return call();
        }
        finally
        {
            Add(name, start);
        }
    }

    public void Add(string name, long start)
    {
        var end = Stopwatch.GetTimestamp();
        totals.AddOrUpdate(name, (end - start, 1, end), (_, t) => (t.Ticks + end - start, t.Calls + 1, end));
    }

    public void Print(TextWriter output)
    {
        foreach (var (name, (ticks, calls, _)) in totals.OrderByDescending(t => t.Value.Ticks))
            output.WriteLine($"  {name,-28} {TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency).TotalSeconds,8:0.00} s {calls,9} calls");
    }
}

/// <summary>A repository that is measured.</summary>
internal sealed class MeasuredRepository(IRepositoryPlugin inner, Meters meters) : IRepositoryPlugin
{
    public bool NeedsDrsUri => inner.NeedsDrsUri;

    public Task<IReadOnlyList<SourceRef>> ListSourcesAsync(CancellationToken cancellation) => inner.ListSourcesAsync(cancellation);

    public IAsyncEnumerable<SourcedBundle> ListBundlesAsync(SourceRef source, string prefix, CancellationToken cancellation) =>
        inner.ListBundlesAsync(source, prefix, cancellation);

    public Task<Bundle> FetchAsync(SourcedBundle bundle, CancellationToken cancellation) => meters.MeasureAsync("fetch", () => inner.FetchAsync(bundle, cancellation));
}

/// <summary>A metadata plugin that is measured.</summary>
internal sealed class MeasuredPlugin(IMetadataPlugin inner, Meters meters) : IMetadataPlugin
{
    public string Name => inner.Name;

    public string BundleKind => inner.BundleKind;

    public MetadataModel Model => inner.Model;

    public HitShape HitOf(EntityType entityType) => inner.HitOf(entityType);

    public IBundleTransformation Transform(Bundle bundle) => new Transformation(meters.Measure("transform: graph", () => inner.Transform(bundle)), meters);

    public Entity Reconcile(string innerType, VersionedEntity current, VersionedEntity other) => inner.Reconcile(innerType, current, other);

    public Entity SumsOf(EntityType entityType, Entity contents) => inner.SumsOf(entityType, contents);

    private sealed class Transformation(IBundleTransformation inner, Meters meters) : IBundleTransformation
    {
        public int Estimate(BundlePartition partition) => inner.Estimate(partition);

        public IEnumerable<Contribution> Contributions(BundlePartition partition, bool deleted) =>
            meters.Measure("transform: contributions", () => inner.Contributions(partition, deleted).ToArray());

        public IEnumerable<Replica> Replicas(BundlePartition partition) => meters.Measure("transform: replicas", () => inner.Replicas(partition).ToArray());
    }
}

/// <summary>A store that is measured.</summary>
internal sealed class MeasuredStore(IDocumentStore inner, Meters meters) : IDocumentStore
{
    public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        meters.MeasureAsync("store: write contributions", () => inner.WriteContributionsAsync(generation, contributions, cancellation));

    public Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation) =>
        meters.MeasureAsync("store: write replicas", () => inner.WriteReplicasAsync(generation, replicas, cancellation));

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        GenerationRef generation, IReadOnlyCollection<EntityReference> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var start = Stopwatch.GetTimestamp();
        await foreach (var contribution in inner.ReadContributionsAsync(generation, entities, cancellation))
        {
            meters.Add("store: read contributions", start);
            yield return contribution;
            start = Stopwatch.GetTimestamp();
        }
    }

    public Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(GenerationRef generation, IReadOnlyList<EntityReference> entities, CancellationToken cancellation) =>
        meters.MeasureAsync("store: read versions", () => inner.ReadAggregateVersionsAsync(generation, entities, cancellation));

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation) =>
        meters.MeasureAsync("store: write aggregates", () => inner.WriteAggregatesAsync(generation, writes, cancellation));

    public IAsyncEnumerable<IndexedBundle> ReadBundlesAsync(GenerationRef generation, string sourceId, string prefix, CancellationToken cancellation) =>
        inner.ReadBundlesAsync(generation, sourceId, prefix, cancellation);

    public Task<IReadOnlyList<EntityReference>> ReadEntitiesAsync(GenerationRef generation, string sourceId, BundleFqid bundle, CancellationToken cancellation) =>
        inner.ReadEntitiesAsync(generation, sourceId, bundle, cancellation);

    public Task<DocumentCounts> CountAsync(GenerationRef generation, CancellationToken cancellation) => inner.CountAsync(generation, cancellation);

    public IAsyncEnumerable<Replica> ReadReplicasAsync(GenerationRef generation, CancellationToken cancellation) => inner.ReadReplicasAsync(generation, cancellation);

    public Task<string?> CheckAsync(CancellationToken cancellation) => inner.CheckAsync(cancellation);
}

/// <summary>Queues that are measured.</summary>
internal sealed class MeasuredQueues(IWorkQueues inner, Meters meters) : IWorkQueues
{
    public int MaxReceivedOfGroup => inner.MaxReceivedOfGroup;

    public bool HasExactCounts => inner.HasExactCounts;

    public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public Task<IReadOnlyList<WorkQueue>> CreateAsync(CancellationToken cancellation) => inner.CreateAsync(cancellation);

    public Task<IReadOnlyList<MessageOutcome>> SendAsync(WorkQueue queue, IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation) =>
        meters.MeasureAsync($"queues: send {queue.Name()}", () => inner.SendAsync(queue, messages, cancellation));

    public Task<IReadOnlyList<QueuedMessage>> ReceiveAsync(WorkQueue queue, int max, TimeSpan wait, CancellationToken cancellation) =>
        meters.MeasureAsync($"queues: receive {queue.Name()}", () => inner.ReceiveAsync(queue, max, wait, cancellation));

    public Task<IReadOnlyList<MessageOutcome>> DeleteAsync(WorkQueue queue, IReadOnlyList<QueuedMessage> messages, CancellationToken cancellation) =>
        meters.MeasureAsync($"queues: delete {queue.Name()}", () => inner.DeleteAsync(queue, messages, cancellation));

    public Task<IReadOnlyList<MessageOutcome>> ChangeVisibilityAsync(WorkQueue queue, IReadOnlyList<VisibilityChange> changes, CancellationToken cancellation) =>
        inner.ChangeVisibilityAsync(queue, changes, cancellation);

    public Task<IReadOnlyList<MessageOutcome>> MoveAsync(WorkQueue from, WorkQueue to, IReadOnlyList<MessageMove> moves, CancellationToken cancellation) =>
        meters.MeasureAsync($"queues: move {from.Name()}", () => inner.MoveAsync(from, to, moves, cancellation));

    public Task<IReadOnlyDictionary<WorkQueue, QueueCounts>> CountAsync(CancellationToken cancellation) => inner.CountAsync(cancellation);

    public Task<IReadOnlyDictionary<WorkQueue, long>?> CountAsync(string tag, CancellationToken cancellation) => inner.CountAsync(tag, cancellation);

    public Task<IReadOnlyDictionary<WorkQueue, long>> CountDeletedAsync(CancellationToken cancellation) => inner.CountDeletedAsync(cancellation);

    public Task PurgeAsync(WorkQueue queue, CancellationToken cancellation) => inner.PurgeAsync(queue, cancellation);

    public IAsyncEnumerable<QueuedMessage> BrowseAsync(WorkQueue queue, CancellationToken cancellation) => inner.BrowseAsync(queue, cancellation);

    public Task<bool> IsEnabledAsync(CancellationToken cancellation) => inner.IsEnabledAsync(cancellation);

    public Task SetEnabledAsync(bool enabled, CancellationToken cancellation) => inner.SetEnabledAsync(enabled, cancellation);

    public Task<string?> CheckAsync(CancellationToken cancellation) => inner.CheckAsync(cancellation);

    public Task ReleaseOrphansAsync(CancellationToken cancellation) => inner.ReleaseOrphansAsync(cancellation);
}
