using Azul.Indexer.Generations;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Aggregating;

/// <summary>Makes the aggregates of entities anew from all their contributions, and again where others have changed them meanwhile (<c>spec/indexer.md</c> §1.10).</summary>
internal sealed class TalliedAggregation(
    CatalogList catalogs, EntityAggregator aggregator, IDocumentStore store, CurrentGenerations generations, HotEntities hot, WorkLimit limit, IndexerOptions options, TimeProvider time)
{
    private const int MaxConflicts = 10;

    /// <summary>Aggregates entities, and settles their messages.</summary>
    /// <param name="entities">The entities.</param>
    /// <param name="batch">The batch that their messages are in.</param>
    /// <param name="abort">Ends it; what is not settled by then is not.</param>
    /// <exception cref="OutageException">The store cannot be used.</exception>
    public async Task AggregateAsync(IReadOnlyList<TalliedEntity> entities, MessageBatch batch, CancellationToken abort)
    {
        var left = entities;
        for (var attempt = 1; left.Count > 0; attempt++)
        {
            var conflicted = new List<TalliedEntity>();
            foreach (var generation in left.GroupBy(e => e.Tally.Target))
                conflicted.AddRange(await AggregateAsync(generation.Key, [.. generation], batch, abort));
            if (attempt == MaxConflicts)
            {
                foreach (var entity in conflicted)
                    await batch.FailAsync(entity.Messages, $"AGGREGATE_CONFLICT: {entity.Tally.Group} was changed by others {attempt} times in a row");
                return;
            }
            left = conflicted;
        }
    }

    /// <summary>Aggregates entities of one generation and returns those whose aggregates others have changed meanwhile.</summary>
    private async Task<IReadOnlyList<TalliedEntity>> AggregateAsync(
        GenerationRef generation, IReadOnlyList<TalliedEntity> entities, MessageBatch batch, CancellationToken abort)
    {
        if (!await FromStoreAsync(() => generations.HasAsync(generation, abort)))
        {
            // It was given up, or is not kept up to date any more.
            await batch.CompleteAsync([.. entities.SelectMany(e => e.Messages)]);
            return [];
        }
        var catalog = catalogs.Find(generation.Catalog)!;
        var conflicted = new List<TalliedEntity>();
        var versions = await FromStoreAsync(() => store.ReadAggregateVersionsAsync(generation, [.. entities.Select(e => e.Tally.Entity)], abort));
        var pending = new PendingWrites<(TalliedEntity Entity, AggregateState State)>(
            options.WriteBytes, p => p.State.Size, states => WriteAsync(generation, states, batch, conflicted, abort));
        var tallied = entities.Zip(versions).ToDictionary(e => e.First.Tally.Entity);
        try
        {
            await Parallel.ForEachAsync(
                aggregator.ReadAsync(catalog, generation, tallied.Keys, abort),
                new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = abort },
                async (contributions, cancellation) =>
                {
                    var (entity, version) = tallied[contributions.Entity];
                    using (await limit.EnterAsync(cancellation))
                    {
                        if (await CombineAsync(contributions, entity, version, batch) is { } state)
                            pending.Add((entity, state));
                    }
                    await pending.WriteIfFullAsync();
                });
        }
        catch (StoreException e)
        {
            throw new OutageException(e);
        }
        await pending.WriteAsync();
        return conflicted;
    }

    private async Task<AggregateState?> CombineAsync(EntityContributions contributions, TalliedEntity entity, long version, MessageBatch batch)
    {
        var start = time.GetTimestamp();
        try
        {
            var document = contributions.Combine();
            hot.Note(entity.Tally, contributions.ReadingTime + time.GetElapsedTime(start), contributions.Count);
            return new(entity.Tally, new(contributions.Entity, document, version), contributions.Count);
        }
#pragma warning disable CA1031 // Whatever the contributions make happen is that entity's failure, with its reason.
        catch (Exception e)
#pragma warning restore CA1031
        {
            await batch.FailAsync(entity.Messages, $"AGGREGATION_FAILED: {entity.Tally.Group}: {e.Message}");
            return null;
        }
    }

    private async Task WriteAsync(
        GenerationRef generation, IReadOnlyList<(TalliedEntity Entity, AggregateState State)> states, MessageBatch batch, List<TalliedEntity> conflicted, CancellationToken abort)
    {
        var written = states.Where(s => !s.State.IsNothing).ToArray();
        IReadOnlyList<WriteOutcome> outcomes = written.Length == 0
            ? []
            : await FromStoreAsync(() => store.WriteAggregatesAsync(generation, [.. written.Select(s => s.State.Write)], abort));
        var done = states.Where(s => s.State.IsNothing).ToList();
        for (var i = 0; i < outcomes.Count; i++)
        {
            switch (outcomes[i].Status)
            {
                case WriteStatus.Created or WriteStatus.Replaced:
                    done.Add(written[i]);
                    break;
                case WriteStatus.Conflict:
                    lock (conflicted)
                        conflicted.Add(written[i].Entity);
                    break;
                default:
                    await batch.FailAsync(written[i].Entity.Messages, $"STORE_WRITE_FAILED: aggregate {written[i].Entity.Tally.Group}: {outcomes[i].Error}");
                    break;
            }
        }
        await FinishAsync(done, batch);
    }

    private async Task FinishAsync(IReadOnlyList<(TalliedEntity Entity, AggregateState State)> done, MessageBatch batch)
    {
        // What is visible is aggregated. Where the store may lag behind, that is looked at again, until the tries are used up; then the count was wrong, which is nobody's fault.
        var again = done.Where(d => d.State.IsShort && MayTryAgain(d.Entity.Messages, batch.Queue)).ToArray();
        await batch.CompleteAsync([.. done.Except(again).SelectMany(d => d.Entity.Messages)]);
        foreach (var (entity, state) in again)
        {
            await batch.FailAsync(
                entity.Messages, $"CONTRIBUTIONS_MISSING: {entity.Tally.Group}: {state.Visible} of {entity.Tally.NumContributions} contributions are visible");
        }
    }

    private bool MayTryAgain(IReadOnlyList<QueuedMessage> messages, WorkQueue queue) =>
        queue.DeadLetter() != queue.Fail() || messages.All(m => m.ReceiveCount < options.SettingsOf(queue).MaxReceives);

    private static async Task<T> FromStoreAsync<T>(Func<Task<T>> operation)
    {
        try
        {
            return await operation();
        }
        catch (StoreException e)
        {
            throw new OutageException(e);
        }
    }
}
