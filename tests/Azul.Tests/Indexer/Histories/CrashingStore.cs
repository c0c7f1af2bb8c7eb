using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Tests.Indexer.Histories;

/// <summary>The store as a process sees it that may die at any time, and that is refused a write now and then.</summary>
internal sealed class CrashingStore(IDocumentStore inner, CrashingProcess process, double refusals) : IDocumentStore
{
    public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(GenerationRef generation, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        WriteAsync(contributions, c => inner.WriteContributionsAsync(generation, c, cancellation));

    public Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(GenerationRef generation, IReadOnlyList<Replica> replicas, CancellationToken cancellation) =>
        WriteAsync(replicas, r => inner.WriteReplicasAsync(generation, r, cancellation));

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        GenerationRef generation, IReadOnlyCollection<EntityReference> entities, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var contribution in inner.ReadContributionsAsync(generation, entities, cancellation))
        {
            process.MayDie();
            yield return contribution;
        }
    }

    public Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(GenerationRef generation, IReadOnlyList<EntityReference> entities, CancellationToken cancellation) =>
        process.StepAsync(() => inner.ReadAggregateVersionsAsync(generation, entities, cancellation));

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(GenerationRef generation, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation) =>
        WriteAsync(writes, w => inner.WriteAggregatesAsync(generation, w, cancellation));

    public IAsyncEnumerable<IndexedBundle> ReadBundlesAsync(GenerationRef generation, string sourceId, string prefix, CancellationToken cancellation) =>
        inner.ReadBundlesAsync(generation, sourceId, prefix, cancellation);

    public Task<IReadOnlyList<EntityReference>> ReadEntitiesAsync(GenerationRef generation, string sourceId, BundleFqid bundle, CancellationToken cancellation) =>
        process.StepAsync(() => inner.ReadEntitiesAsync(generation, sourceId, bundle, cancellation));

    public Task<DocumentCounts> CountAsync(GenerationRef generation, CancellationToken cancellation) => inner.CountAsync(generation, cancellation);

    public IAsyncEnumerable<Replica> ReadReplicasAsync(GenerationRef generation, CancellationToken cancellation) => inner.ReadReplicasAsync(generation, cancellation);

    public Task<string?> CheckAsync(CancellationToken cancellation) => inner.CheckAsync(cancellation);

    // Some are written, the others are not.
    private Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, Task<IReadOnlyList<WriteOutcome>>> write) => process.StepAsync(async () =>
    {
        var refused = items.Select(_ => process.Draws(refusals)).ToArray();
        var outcomes = new Queue<WriteOutcome>(await write([.. items.Where((_, i) => !refused[i])]));
        return (IReadOnlyList<WriteOutcome>)[.. refused.Select(r => r ? new(WriteStatus.Failed, "refused") : outcomes.Dequeue())];
    });
}
