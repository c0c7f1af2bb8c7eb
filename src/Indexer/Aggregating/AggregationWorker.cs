using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Indexer.Work;
using Azul.Plugins.Catalogs;

namespace Azul.Indexer.Aggregating;

/// <summary>
/// Works on tallies: has each entity aggregated (<see cref="TalliedAggregation"/>). All tallies of an entity in a batch are one task. Entities that take long wait for more of their tallies, and never
/// keep others waiting (<c>spec/indexer.md</c> §1.9).
/// </summary>
internal sealed class AggregationWorker(
    CatalogList catalogs,
    TalliedAggregation aggregation,
    IWorkQueues queues,
    HotEntities hot,
    WaitingEntities waiting,
    TallyPressure pressure,
    IndexerOptions options,
    TimeProvider time,
    ILogger<AggregationWorker> logger) : IBatchWorker, IAsyncDisposable
{
    // How long a wait may be that has become needless.
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);

    private readonly TasksApart apart = new(options.AggregationBatch);

    public int BatchSize => options.AggregationBatch;

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
                else if (isHot || (mustWait && apart.HasRoom))
                    await StartApartAsync(entity, batch, stopping, abort);
                else
                    ordinary.Add(entity);
            }
            await batch.CompleteAsync([.. awaited.SelectMany(e => e.Messages)]);
            await MergeAsync(merged, batch);
            await aggregation.AggregateAsync(ordinary, batch, abort);
        }
    }

    public ValueTask DisposeAsync() => apart.DisposeAsync();

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
        await apart.RoomAsync(abort);
        var detached = batch.Detach(entity.Messages);
        apart.Start(() => WorkApartAsync(entity, detached, stopping, abort));
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
                    await aggregation.AggregateAsync([all], batch, abort);
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
}
