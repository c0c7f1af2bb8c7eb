using Azul.Indexer.Contributing;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Search;

namespace Azul.Indexer.Reindexing;

/// <inheritdoc/>
internal sealed class QueuedReindexing(SourceChoice choice, IGenerations generations, IWorkQueues queues, TimeProvider time) : IReindexing
{
    private const int SendAtOnce = 1000;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task<int> EnqueueAsync(ReindexSelection selection, CancellationToken cancellation)
    {
        if (selection.NewGeneration && (selection.Sources.Count > 0 || selection.Prefix.Length > 0))
            throw new ReindexingException("GENERATION_PARTIAL", "a new generation is made of all bundles of a catalog: leave out sources and prefix, or reindex in place");
        var requests = (await choice.FindAsync(selection, cancellation))
            .GroupBy(s => s.Catalog, s => s.Parts.Select(p => new ReindexRequest(s.Catalog.Name, s.Source, p)))
            .Select(c => (Catalog: c.Key, Requests: (IReadOnlyList<ReindexRequest>)[.. c.SelectMany(r => r)]))
            .ToArray();
        if (selection.NewGeneration)
            await CheckNewAsync(requests, cancellation);
        foreach (var (catalog, ofCatalog) in requests)
            await (selection.NewGeneration ? FillAsync(catalog, ofCatalog, cancellation) : SendAsync(ofCatalog, cancellation));
        return requests.Sum(r => r.Requests.Count);
    }

    private async Task CheckNewAsync(IReadOnlyList<(Catalog Catalog, IReadOnlyList<ReindexRequest> Requests)> requests, CancellationToken cancellation)
    {
        foreach (var (catalog, ofCatalog) in requests)
        {
            if (ofCatalog.Count == 0)
                throw new ReindexingException("SOURCES_NONE", $"the catalog '{catalog.Name}' has no sources, so a new generation of it would be empty");
            if ((await generations.ListAsync(catalog.Name, cancellation)).FirstOrDefault(g => g.IsBuilt) is { } built)
            {
                throw new ReindexingException(
                    "GENERATION_BUILDING",
                    $"generation {built.Number} of '{catalog.Name}' is being built{(built.Problem is { } problem ? $" ({problem})" : "")}: wait until it is live, or abandon it");
            }
        }
    }

    /// <summary>Begins a generation and queues what is to fill it. Should that fail, or this process die, it never becomes live.</summary>
    private async Task FillAsync(Catalog catalog, IReadOnlyList<ReindexRequest> requests, CancellationToken cancellation)
    {
        var begun = await generations.BeginAsync(catalog.Name, cancellation);
        try
        {
            await SendAsync([.. requests.Select(r => r with { Generation = begun.Number })], cancellation);
            await generations.ConfirmAsync(catalog.Name, begun.Number, cancellation);
        }
        catch
        {
            await generations.AbandonAsync(catalog.Name, begun.Number, "what is to fill it could not be queued", CancellationToken.None);
            throw;
        }
    }

    public async Task NotifyAsync(Catalog catalog, IReadOnlyList<SourcedBundle> bundles, bool deleted, CancellationToken cancellation)
    {
        foreach (var chunk in bundles.Chunk(SendAtOnce))
            await SourceListing.SendAsync(queues, WorkQueue.Notifications, chunk.Select(b => new BundleNotification(catalog.Name, b, deleted)), cancellation);
    }

    public Task<IndexingProgress> GetProgressAsync(CancellationToken cancellation) => IndexingProgress.LookAsync(queues, cancellation);

    public async Task<IndexingProgress> WaitAsync(IProgress<IndexingProgress>? progress, CancellationToken cancellation)
    {
        // Where counts are approximations, one look is not enough (spec/indexer.md §7.4).
        var needed = queues.HasExactCounts ? 1 : 6;
        var meter = new ProgressMeter(time);
        for (var done = 0; ;)
        {
            var current = meter.Add(await GetProgressAsync(cancellation));
            progress?.Report(current);
            done = current.IsDone ? done + 1 : 0;
            if (done >= needed)
                return current;
            await Task.Delay(Interval, time, cancellation);
        }
    }

    private async Task SendAsync(IReadOnlyList<ReindexRequest> requests, CancellationToken cancellation)
    {
        foreach (var chunk in requests.Chunk(SendAtOnce))
        {
            foreach (var outcome in await queues.SendAsync(WorkQueue.Notifications, Array.ConvertAll(chunk, MessageFormat.Outgoing), cancellation))
            {
                if (outcome.Status != MessageStatus.Done)
                    throw new QueueException("QUEUE_SEND_FAILED", outcome.Error ?? "a message could not be queued");
            }
        }
    }
}
