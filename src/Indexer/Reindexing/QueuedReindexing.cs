using System.IO.Enumeration;
using Azul.Indexer.Contributing;
using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Indexer.Reindexing;

/// <inheritdoc/>
internal sealed class QueuedReindexing(CatalogList catalogs, IWorkQueues queues, TimeProvider time) : IReindexing
{
    private const int SendAtOnce = 1000;
    private const int MaxPrefix = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public async Task<int> EnqueueAsync(ReindexSelection selection, CancellationToken cancellation)
    {
        Check(selection);
        var requests = new List<ReindexRequest>();
        foreach (var catalog in CatalogsOf(selection))
        {
            var sources = await catalog.Repository.ListSourcesAsync(cancellation);
            foreach (var source in sources.Where(s => Matches(selection, s)))
                requests.AddRange(PrefixesOf(source, selection.Prefix).Select(p => new ReindexRequest(catalog.Name, source, p)));
        }
        if (requests.Count == 0)
            throw new ReindexingException("SOURCES_NONE", $"no source matches {string.Join(", ", selection.Sources)} and the prefix '{selection.Prefix}'");
        foreach (var chunk in requests.Chunk(SendAtOnce))
            await SendAsync([.. chunk.Select(r => new OutgoingMessage(MessageFormat.Serialize(r)))], cancellation);
        return requests.Count;
    }

    public async Task NotifyAsync(Catalog catalog, IReadOnlyList<SourcedBundle> bundles, bool deleted, CancellationToken cancellation)
    {
        foreach (var chunk in bundles.Chunk(SendAtOnce))
            await SourceListing.SendAsync(queues, WorkQueue.Notifications, chunk.Select(b => new BundleNotification(catalog.Name, b, deleted)), cancellation);
    }

    public async Task<IndexingProgress> GetProgressAsync(CancellationToken cancellation)
    {
        var counts = await queues.CountAsync(cancellation);
        return new(
            counts[WorkQueue.Notifications].Total + counts[WorkQueue.NotificationsRetry].Total,
            counts[WorkQueue.Tallies].Total + counts[WorkQueue.TalliesRetry].Total,
            counts[WorkQueue.NotificationsFail].Total + counts[WorkQueue.TalliesFail].Total);
    }

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

    private IEnumerable<Catalog> CatalogsOf(ReindexSelection selection) => selection.Catalogs.Count == 0
        ? catalogs.Where(c => !c.IsInternal)
        : selection.Catalogs.Distinct().Select(name => catalogs.Find(name)!);

    private void Check(ReindexSelection selection)
    {
        foreach (var name in selection.Catalogs)
        {
            if (catalogs.Find(name) is null)
                throw new ReindexingException("CATALOG_UNKNOWN", $"there is no catalog '{name}', only {string.Join(", ", catalogs.Select(c => c.Name))}");
        }
        if (selection.Prefix.Length > MaxPrefix || !selection.Prefix.All(char.IsAsciiHexDigitLower))
            throw new ReindexingException("PREFIX_INVALID", $"the prefix '{selection.Prefix}' is not made of up to {MaxPrefix} lower-case hexadecimal digits");
    }

    private static bool Matches(ReindexSelection selection, SourceRef source) =>
        selection.Sources.Count == 0 || selection.Sources.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, source.Spec, ignoreCase: false));

    private static IEnumerable<string> PrefixesOf(SourceRef source, string selected)
    {
        var prefix = SourceSpec.Parse(source.Spec).Prefix ?? new("", 0);
        return prefix.Parts()
            .Where(part => part.StartsWith(selected, StringComparison.Ordinal) || selected.StartsWith(part, StringComparison.Ordinal))
            .Select(part => part.Length >= selected.Length ? part : selected);
    }

    private async Task SendAsync(IReadOnlyList<OutgoingMessage> messages, CancellationToken cancellation)
    {
        foreach (var outcome in await queues.SendAsync(WorkQueue.Notifications, messages, cancellation))
        {
            if (outcome.Status != MessageStatus.Done)
                throw new QueueException("QUEUE_SEND_FAILED", outcome.Error ?? "a message could not be queued");
        }
    }
}
