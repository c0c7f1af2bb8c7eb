using Azul.Indexer.Messages;
using Azul.Indexer.Queues;
using Azul.Plugins.Catalogs;
using Azul.Search;

namespace Azul.Indexer.Generations;

/// <summary>Sees to it that a generation whose messages are purged never looks complete.</summary>
internal sealed class PurgedGenerations(CatalogList catalogs, IGenerations generations, IWorkQueues queues)
{
    /// <summary>Purges a queue, after having given up the generations that are being built and may have messages there.</summary>
    public async Task PurgeAsync(WorkQueue queue, CancellationToken cancellation)
    {
        foreach (var catalog in catalogs)
        {
            foreach (var built in (await generations.ListAsync(catalog.Name, cancellation)).Where(g => g.IsBuilt))
            {
                var counts = await queues.CountAsync(MessageFormat.TagOf(catalog.Name, built.Number)!, cancellation);
                if (built.State == GenerationState.Begun || counts is null || counts[queue] > 0)
                    await generations.AbandonAsync(catalog.Name, built.Number, $"the queue {queue.Name()} was purged", cancellation);
            }
        }
        await queues.PurgeAsync(queue, cancellation);
    }
}
