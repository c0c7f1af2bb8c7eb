using Azul.Indexer.Queues;
using Azul.Plugins.Documents;

namespace Azul.Gateway.Rest.Health;

/// <summary>How many messages each queue holds.</summary>
internal sealed class QueueHealth(IWorkQueues queues) : IHealthAspect
{
    public string Key => "queues";

    public bool IsFast => false;

    public async Task<Entity> CheckAsync(CancellationToken cancellation)
    {
        if (await queues.CheckAsync(cancellation) is { } error)
            return new(("up", false), ("error", error));
        var counts = await queues.CountAsync(cancellation);
        var health = new List<KeyValuePair<string, Value>> { new("up", WorkQueueNames.All.All(counts.ContainsKey)) };
        foreach (var queue in WorkQueueNames.All)
            health.Add(new(queue.Name(), counts.TryGetValue(queue, out var count) ? Health(count) : new Entity(("up", false), ("error", "The queue does not exist"))));
        return new(health);
    }

    private static Entity Health(QueueCounts count) => new(
        ("up", true),
        ("messages", new Entity(("delayed", count.Delayed), ("invisible", count.Invisible), ("queued", count.Queued))));
}
