using System.Runtime.CompilerServices;
using Azul.Plugins.Documents;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Tests.Indexer.Histories;

/// <summary>The store as a process sees it that may die at any time, and that is refused a write now and then.</summary>
internal sealed class CrashingStore(IDocumentStore inner, CrashingProcess process, double refusals) : IDocumentStore
{
    public Task OpenAsync(CancellationToken cancellation) => inner.OpenAsync(cancellation);

    public Task<IReadOnlyList<WriteOutcome>> WriteContributionsAsync(string catalog, IReadOnlyList<StoredContribution> contributions, CancellationToken cancellation) =>
        WriteAsync(contributions, c => inner.WriteContributionsAsync(catalog, c, cancellation));

    public Task<IReadOnlyList<WriteOutcome>> WriteReplicasAsync(string catalog, IReadOnlyList<Replica> replicas, CancellationToken cancellation) =>
        WriteAsync(replicas, r => inner.WriteReplicasAsync(catalog, r, cancellation));

    public async IAsyncEnumerable<StoredContribution> ReadContributionsAsync(
        string catalog, EntityReference entity, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var contribution in inner.ReadContributionsAsync(catalog, entity, cancellation))
        {
            process.MayDie();
            yield return contribution;
        }
    }

    public Task<IReadOnlyList<long>> ReadAggregateVersionsAsync(string catalog, IReadOnlyList<EntityReference> entities, CancellationToken cancellation) =>
        process.StepAsync(() => inner.ReadAggregateVersionsAsync(catalog, entities, cancellation));

    public Task<IReadOnlyList<WriteOutcome>> WriteAggregatesAsync(string catalog, IReadOnlyList<AggregateWrite> writes, CancellationToken cancellation) =>
        WriteAsync(writes, w => inner.WriteAggregatesAsync(catalog, w, cancellation));

    public Task<DocumentCounts> CountAsync(string catalog, CancellationToken cancellation) => inner.CountAsync(catalog, cancellation);

    public IAsyncEnumerable<Replica> ReadReplicasAsync(string catalog, CancellationToken cancellation) => inner.ReadReplicasAsync(catalog, cancellation);

    public Task<string?> CheckAsync(CancellationToken cancellation) => inner.CheckAsync(cancellation);

    // Some are written, the others are not.
    private Task<IReadOnlyList<WriteOutcome>> WriteAsync<T>(IReadOnlyList<T> items, Func<IReadOnlyList<T>, Task<IReadOnlyList<WriteOutcome>>> write) => process.StepAsync(async () =>
    {
        var refused = items.Select(_ => process.Draws(refusals)).ToArray();
        var outcomes = new Queue<WriteOutcome>(await write([.. items.Where((_, i) => !refused[i])]));
        return (IReadOnlyList<WriteOutcome>)[.. refused.Select(r => r ? new(WriteStatus.Failed, "refused") : outcomes.Dequeue())];
    });
}
