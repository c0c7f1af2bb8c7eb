using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Search;

namespace Azul.Indexer.Generations;

/// <summary>
/// Switches to the generation of a catalog that is being built once it is complete: all that is to fill it was queued, nothing of it is left in the queues, and nothing of it failed. Safe for concurrent
/// use by any number of processes.
/// </summary>
internal sealed class GenerationCompletion(
    IGenerations generations, IDocumentStore store, IWorkQueues queues, ILogger<GenerationCompletion> logger)
{
    // Where messages of a generation cannot be counted, all queues must be seen to be empty several times (spec/indexer.md §7.4).
    private const int NeededLooks = 6;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> emptyLooks = [];

    /// <summary>Whether the catalog has a generation that waits to become live.</summary>
    public async Task<bool> IsDueAsync(Catalog catalog, CancellationToken cancellation) =>
        (await generations.ListAsync(catalog.Name, cancellation)).Any(g => g.State == GenerationState.Filling);

    /// <summary>Switches to the generation that is being built if it is complete, or notes why that cannot be.</summary>
    public async Task CompleteAsync(Catalog catalog, CancellationToken cancellation)
    {
        var all = await generations.ListAsync(catalog.Name, cancellation);
        if (all.FirstOrDefault(g => g.State == GenerationState.Filling) is not { } built)
            return;
        var tag = MessageFormat.TagOf(catalog.Name, built.Number)!;
        var (left, failed) = await CountAsync(tag, cancellation);
        if (left)
        {
            await ReportAsync(catalog, built, null, cancellation);
            return;
        }
        var problem = failed > 0 ? await ProblemAsync(tag, failed, cancellation) : await EmptinessAsync(catalog, built, cancellation);
        if (problem is not null)
        {
            await ReportAsync(catalog, built, problem, cancellation);
            return;
        }
        await generations.SwitchAsync(catalog.Name, built.Number, cancellation);
        logger.LogInformation("Generation {Number} of the catalog {Catalog} is complete, and live now", built.Number, catalog.Name);
    }

    private async Task<(bool Left, long Failed)> CountAsync(string tag, CancellationToken cancellation)
    {
        if (await queues.CountAsync(tag, cancellation) is { } exact)
            return (WorkQueueNames.Worked.Any(q => exact[q] > 0), exact[WorkQueue.NotificationsFail] + exact[WorkQueue.TalliesFail]);
        var counts = await queues.CountAsync(cancellation);
        var isEmpty = WorkQueueNames.Worked.All(q => counts[q].Total == 0);
        lock (gate)
        {
            var looks = emptyLooks[tag] = isEmpty ? emptyLooks.GetValueOrDefault(tag) + 1 : 0;
            if (looks < NeededLooks)
                return (true, 0);
        }
        return (false, (await FailedAsync(tag, cancellation)).Count);
    }

    private async Task<(long Count, string? Reason)> FailedAsync(string tag, CancellationToken cancellation)
    {
        var (count, reason) = (0L, (string?)null);
        foreach (var queue in new[] { WorkQueue.NotificationsFail, WorkQueue.TalliesFail })
        {
            await foreach (var message in queues.BrowseAsync(queue, cancellation))
            {
                if (MessageFormat.TagOf(message.Body) != tag)
                    continue;
                count++;
                reason ??= message.Reason;
            }
        }
        return (count, reason);
    }

    private async Task<string> ProblemAsync(string tag, long failed, CancellationToken cancellation) =>
        $"{failed} of its messages failed; the first: {(await FailedAsync(tag, cancellation)).Reason}";

    // A repository that suddenly lists nothing must not empty an index.
    private async Task<string?> EmptinessAsync(Catalog catalog, Generation built, CancellationToken cancellation)
    {
        var ofBuilt = await store.CountAsync(new(catalog.Name, built.Number), cancellation);
        if (ofBuilt.Contributions > 0)
            return null;
        var ofLive = await store.CountAsync(GenerationRef.LiveOf(catalog.Name), cancellation);
        return ofLive.Contributions == 0 ? null : "it holds nothing, but the live one does";
    }

    private async Task ReportAsync(Catalog catalog, Generation built, string? problem, CancellationToken cancellation)
    {
        if (built.Problem == problem)
            return;
        await generations.ReportAsync(catalog.Name, built.Number, problem, cancellation);
        if (problem is not null)
            logger.LogError("Generation {Number} of the catalog {Catalog} cannot become live: {Problem}", built.Number, catalog.Name, problem);
    }
}
