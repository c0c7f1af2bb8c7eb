using Azul.Indexer.Queues;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>How much indexing there is left to do. It is no fault if there is much, so this aspect is always well.</summary>
internal sealed class ProgressHealth(IWorkQueues queues) : IHealthAspect
{
    public string Key => "progress";

    public bool IsFast => false;

    public async Task<Entity> CheckAsync(CancellationToken cancellation)
    {
        var counts = await queues.CountAsync(cancellation);
        return new(("up", true), ("unindexed_bundles", Total(isGrouped: false)), ("unindexed_documents", Total(isGrouped: true)));

        long Total(bool isGrouped) => WorkQueueNames.Worked.Where(q => q.IsGrouped() == isGrouped).Sum(q => counts.TryGetValue(q, out var count) ? count.Total : 0);
    }
}
