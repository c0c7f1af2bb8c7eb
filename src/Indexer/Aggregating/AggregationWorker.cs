using Azul.Indexer.Generations;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;
using Azul.Search;
using Azul.Search.Documents;

namespace Azul.Indexer.Aggregating;

/// <summary>
/// Works on tallies: makes the aggregate of each entity anew from all its contributions. All tallies of an entity in a batch are one task. Entities that take long wait for
/// more of their tallies, and never keep others waiting (<c>spec/indexer.md</c> §1.9).
/// </summary>
internal sealed class AggregationWorker(
    CatalogList catalogs,
    EntityAggregator aggregator,
    IDocumentStore store,
    CurrentGenerations generations,
    IWorkQueues queues,
    HotEntities hot,
    WaitingEntities waiting,
    TallyPressure pressure,
    WorkLimit limit,
    IndexerOptions options,
    TimeProvider time,
    ILogger<AggregationWorker> logger) : IBatchWorker, IAsyncDisposable
{
    private const int MaxConflicts = 10;

    // How long a wait may be that has become needless.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly HashSet<Task> apart = [];

    public int BatchSize => options.AggregationBatch;

    private bool MayStartApart
    {
        get
        {
            lock (gate)
                return apart.Count < options.AggregationBatch;
        }
    }

    public Task ReadyAsync(CancellationToken stopping) => Task.CompletedTask;

    public async Task WorkAsync(MessageBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        pressure.Received(batch.Messages.Count, wasAll: batch.Messages.Count < BatchSize);
        foreach (var messages in Isolation.InTurn(batch.Messages))
        {
            var entities = await ParseAsync(messages, batch);
            var (ordinary, merged, awaited) = (new List<TalliedEntity>(), new List<TalliedEntity>(), new List<TalliedEntity>());
            foreach (var entity in entities)
            {
                var isHot = hot.IsHot(entity.Tally);
                var mustWait = hot.WaitOf(entity.Tally) > TimeSpan.Zero;
                if (waiting.TryAdd(entity.Tally))
                    awaited.Add(entity);
                else if ((MayHaveMore(entity) && hot.MayPutOff(entity.Tally)) || ((isHot || mustWait) && entity.SharesGroup))
                    merged.Add(entity);
                else if (isHot || (mustWait && MayStartApart))
                    await StartApartAsync(entity, batch, stopping, abort);
                else
                    ordinary.Add(entity);
            }
            await batch.CompleteAsync([.. awaited.SelectMany(e => e.Messages)]);
            await MergeAsync(merged, batch);
            await AggregateAsync(ordinary, batch, abort);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (gate)
            running = [.. apart];
        await Task.WhenAll(running);
    }

    private async Task<IReadOnlyList<TalliedEntity>> ParseAsync(IReadOnlyList<QueuedMessage> messages, MessageBatch batch)
    {
        var tallies = new OrderedDictionary<string, (Tally Tally, List<QueuedMessage> Messages)>();
        foreach (var message in messages)
        {
            try
            {
                var tally = MessageFormat.ParseTally(message.Body);
                Check(tally);
                if (tallies.TryGetValue(tally.Group, out var same))
                {
                    same.Messages.Add(message);
                    tallies[tally.Group] = (tally with { NumContributions = same.Tally.NumContributions + tally.NumContributions }, same.Messages);
                }
                else
                {
                    tallies.Add(tally.Group, (tally, [message]));
                }
            }
            catch (MessageException e)
            {
                await batch.RejectAsync([message], e.Message);
            }
        }
        return [.. tallies.Values.Select(t => new TalliedEntity(t.Tally, t.Messages))];
    }

    private void Check(Tally tally)
    {
        var catalog = catalogs.Find(tally.Catalog)
            ?? throw new MessageException("CATALOG_UNKNOWN", $"there is no catalog '{tally.Catalog}', only {string.Join(", ", catalogs.Select(c => c.Name))}");
        if (catalog.Metadata.Model.EntityType(tally.Entity.EntityType) is null)
            throw new MessageException("ENTITY_TYPE_UNKNOWN", $"'{tally.Entity.EntityType}' is no entity type of the catalog '{tally.Catalog}'");
    }

    private bool MayHaveMore(TalliedEntity entity) => entity.Messages.Count > 1 && entity.Messages.Count >= Math.Min(queues.MaxReceivedOfGroup, BatchSize);

    /// <summary>
    /// Replaces the tallies of an entity by their sum, which will be received together with those that came meanwhile. It has a group to itself, so that no other entity has to wait as long as it does.
    /// </summary>
    private async Task MergeAsync(List<TalliedEntity> entities, MessageBatch batch)
    {
        if (entities.Count == 0)
            return;
        var outcomes = await queues.SendAsync(
            batch.Queue, [.. entities.Select(e => MessageFormat.Outgoing(e.Tally) with { IsApart = true })], CancellationToken.None);
        // A crash here has the contributions counted twice, which is why the count never is more than a hint.
        await batch.CompleteAsync([.. entities.Where((_, i) => outcomes[i].Status == MessageStatus.Done).SelectMany(e => e.Messages)]);
    }

    private async Task StartApartAsync(TalliedEntity entity, MessageBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        while (true)
        {
            Task[] running;
            lock (gate)
                running = [.. apart];
            if (running.Length < options.AggregationBatch)
                break;
            await Task.WhenAny(running).WaitAsync(abort);
        }
        var detached = batch.Detach(entity.Messages);
        var task = Task.Run(() => WorkApartAsync(entity, detached, stopping, abort), CancellationToken.None);
        lock (gate)
            apart.Add(task);
        _ = task.ContinueWith(
            t =>
            {
                lock (gate)
                    apart.Remove(t);
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    private async Task WorkApartAsync(TalliedEntity entity, MessageBatch batch, CancellationToken stopping, CancellationToken abort)
    {
        await using (batch)
        {
            try
            {
                var (waited, all) = await WaitAsync(entity, batch, stopping);
                if (waited && options.SettingsOf(batch.Queue).Delay == TimeSpan.Zero)
                    await MergeAsync([all], batch);
                else
                    await AggregateAsync([all], batch, abort);
            }
            catch (Exception e) when (e is OperationCanceledException or OutageException or QueueException)
            {
                logger.LogDebug("The tallies of {Entity} are put back: {Error}", entity.Tally.Group, e.Message);
            }
#pragma warning disable CA1031 // Nobody else would see it.
            catch (Exception e)
#pragma warning restore CA1031
            {
                await batch.FailAsync(batch.Unsettled, $"UNEXPECTED: {entity.Tally.Group}: {e.GetType().Name}: {e.Message}");
            }
        }
    }

    /// <summary>Waits until the entity may be aggregated. Says whether there was anything to wait for, and adds the tallies of it that came meanwhile.</summary>
    private async Task<(bool Waited, TalliedEntity Entity)> WaitAsync(TalliedEntity entity, MessageBatch batch, CancellationToken stopping)
    {
        if (hot.WaitOf(entity.Tally) == TimeSpan.Zero)
            return (false, entity);
        using var wait = waiting.Enter(entity.Tally, () => batch.IsHeld);
        // As long as these messages are in flight, further ones of the entity's own group stay in the queue, in whatever process.
        while (hot.WaitOf(entity.Tally) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < LookAgain ? left : LookAgain, time, stopping);
        return (true, entity with { Tally = wait.Leave() });
    }

    private async Task AggregateAsync(IReadOnlyList<TalliedEntity> entities, MessageBatch batch, CancellationToken abort)
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
        var pending = new PendingAggregates(options.WriteBytes, states => WriteAsync(generation, states, batch, conflicted, abort));
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
                            pending.Add(entity, state);
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

    /// <summary>Aggregates that wait to be written together.</summary>
    private sealed class PendingAggregates(long limit, Func<IReadOnlyList<(TalliedEntity, AggregateState)>, Task> write)
    {
        private readonly Lock gate = new();
        private List<(TalliedEntity, AggregateState)> states = [];
        private long size;

        public void Add(TalliedEntity entity, AggregateState state)
        {
            lock (gate)
            {
                states.Add((entity, state));
                size += state.Size;
            }
        }

        public Task WriteIfFullAsync()
        {
            lock (gate)
            {
                if (size < limit)
                    return Task.CompletedTask;
            }
            return WriteAsync();
        }

        public Task WriteAsync()
        {
            List<(TalliedEntity, AggregateState)> taken;
            lock (gate)
            {
                taken = states;
                states = [];
                size = 0;
            }
            return taken.Count == 0 ? Task.CompletedTask : write(taken);
        }
    }
}
