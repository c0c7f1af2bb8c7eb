using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;
using Azul.Plugins.Repositories;

namespace Azul.Indexer.Contributing;

/// <summary>Lists a part of a source and queues a notification for each bundle (<c>spec/indexer.md</c> §7.2).</summary>
internal sealed class SourceListing(IWorkQueues queues)
{
    private const int SendAtOnce = 1000;

    /// <summary>Queues a notification for the greatest version of each bundle of the part.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="source">The source.</param>
    /// <param name="prefix">What the UUIDs of the bundles start with.</param>
    /// <param name="generation">The only generation that is meant; null for every one that is kept up to date.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>How many were queued.</returns>
    public async Task<int> NotifyAsync(Catalog catalog, SourceRef source, string prefix, long? generation, CancellationToken cancellation)
    {
        var newest = await NewestAsync(catalog, source, prefix, cancellation);
        // The original's order: descending.
        foreach (var chunk in newest.Reverse().Chunk(SendAtOnce))
            await SendAsync(queues, WorkQueue.Notifications, chunk.Select(b => new BundleNotification(catalog.Name, b, false) { Generation = generation }), cancellation);
        return newest.Count;
    }

    /// <summary>The greatest version of each bundle of the part, by UUID, ordinal and ascending.</summary>
    /// <exception cref="RepositoryException">The part cannot be listed in full.</exception>
    public static async Task<IReadOnlyList<SourcedBundle>> NewestAsync(Catalog catalog, SourceRef source, string prefix, CancellationToken cancellation)
    {
        var newest = new Dictionary<(string Source, string Uuid, string? Table), SourcedBundle>();
        await foreach (var bundle in catalog.Repository.ListBundlesAsync(source, prefix, cancellation))
        {
            var key = (bundle.Source.Id, Lower(bundle.Fqid.Uuid), bundle.TableName);
            if (!newest.TryGetValue(key, out var other) || string.CompareOrdinal(Lower(bundle.Fqid.Version), Lower(other.Fqid.Version)) > 0)
                newest[key] = bundle;
        }
        return [.. newest.Values.OrderBy(b => b.Fqid.Uuid, StringComparer.Ordinal)];
    }

    /// <summary>Sends notifications, all of them or none that counts: a sender that fails is to send them all again.</summary>
    public static async Task SendAsync(IWorkQueues queues, WorkQueue queue, IEnumerable<BundleNotification> notifications, CancellationToken cancellation)
    {
        var outcomes = await queues.SendAsync(queue, [.. notifications.Select(MessageFormat.Outgoing)], cancellation);
        foreach (var outcome in outcomes)
        {
            if (outcome.Status != MessageStatus.Done)
                throw new QueueException("QUEUE_SEND_FAILED", outcome.Error ?? "a notification could not be queued");
        }
    }

#pragma warning disable CA1308 // The rule of the original; the texts are hexadecimal digits and dates.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308
}
